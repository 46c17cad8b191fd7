import * as E from 'fp-ts/lib/Either.js';
import { missing } from '../../vocabulary/completeness.js';
import type { PayoutDetails } from '../../vocabulary/payout.js';
import { payoutRulesAt } from '../../vocabulary/program-facts.js';
import { unionOfReasons, type Reason } from '../../vocabulary/reasons.js';
import type { EnrollmentEvent } from '../events.js';
import { refuse } from '../rejections.js';
import type { EnrollmentState } from '../state.js';
import type { Asked, Decision, Known } from './admission.js';
import { startedOr } from './payout-details.js';
import { placeOf } from './place.js';

/** Sends the enrollment back to its incentives admin; a running submission is void (E-15). */
export const requireProfileUpdate = (
  asked: Asked<'RequireProfileUpdate'>,
  state: EnrollmentState,
  facts: Known,
): Decision =>
  asked.causationId === undefined
    ? onDemand(asked, state, facts)
    : E.right(onCause(asked, state, facts));

const onDemand = (
  asked: Asked<'RequireProfileUpdate'>,
  state: EnrollmentState,
  facts: Known,
): Decision => {
  const current = startedOr(state, facts, asked.command);
  if (E.isLeft(current)) return current;
  if (asked.command.reasons.length === 0) return E.left(refuse.reasonsRequired());
  const outstanding = current.right.phase === 'InProgress' ? current.right.reasons : [];
  const reasons = unionOfReasons(outstanding, asked.command.reasons);
  return E.right(
    reasons.length > outstanding.length ? [profileUpdateRequired(asked, reasons)] : [],
  );
};

/** A reaction looks for itself whether what was validated, or is being, has become incomplete (§3.6, E-14). */
const onCause = (
  asked: Asked<'RequireProfileUpdate'>,
  state: EnrollmentState,
  { program, account, location }: Known,
): ReadonlyArray<EnrollmentEvent> => {
  const details = detailsAtStake(state);
  if (details === undefined) return [];
  const rules = payoutRulesAt(program, asked.at);
  const reasons = missing(details, rules, { account, location }, asked.at);
  return reasons.length > 0 ? [profileUpdateRequired(asked, reasons)] : [];
};

const detailsAtStake = (state: EnrollmentState): PayoutDetails | undefined => {
  if (state?.phase === 'Validating') return state.submission.details;
  return state?.phase === 'Complete' && state.legacy === undefined ? state.validated : undefined;
};

const profileUpdateRequired = (
  { command, at }: Asked<'RequireProfileUpdate'>,
  reasons: ReadonlyArray<Reason>,
): EnrollmentEvent => ({
  type: 'ProfileUpdateRequired',
  effectiveAt: at,
  data: { ...placeOf(command), reasons },
});
