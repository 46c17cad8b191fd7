import * as E from 'fp-ts/lib/Either.js';
import type { UserId } from '../../vocabulary/ids.js';
import { same } from '../../vocabulary/same.js';
import type { EnrollmentState } from '../state.js';
import type { Asked, Decision, Known } from './admission.js';
import { acceptable, startedOr } from './payout-details.js';
import { placeOf } from './place.js';

/** Replaces the draft whole, and the same again is no news (V-06); what is validated or being validated stays as it is (E-14). */
export const choosePayoutDetails = (
  { command, actor, at }: Asked<'ChoosePayoutDetails'>,
  state: EnrollmentState,
  facts: Known,
): Decision => {
  const current = startedOr(state, facts, command);
  if (E.isLeft(current)) return current;
  const details = acceptable(command.details, facts, at);
  if (E.isLeft(details)) return details;
  if (same(details.right, current.right.draft)) return E.right([]);
  return E.right([
    {
      type: 'PayoutDetailsChosen',
      effectiveAt: at,
      data: { ...placeOf(command), details: details.right, by: actor.id as UserId },
    },
  ]);
};
