import * as E from 'fp-ts/lib/Either.js';
import { missing } from '../../vocabulary/completeness.js';
import type { SubmissionId, UserId } from '../../vocabulary/ids.js';
import { payoutRulesAt } from '../../vocabulary/program-facts.js';
import { same } from '../../vocabulary/same.js';
import type { EnrollmentEvent } from '../events.js';
import { refuse } from '../rejections.js';
import type { EnrollmentState, Started } from '../state.js';
import type { Asked, Decision, Known } from './admission.js';
import { acceptable, startedOr } from './payout-details.js';
import { placeOf } from './place.js';

/** Hands the draft in for validation, always (E-06); a running submission is superseded (E-07). */
export const submitProfile = (
  asked: Asked<'SubmitProfile'>,
  state: EnrollmentState,
  facts: Known,
): Decision => {
  const { command, commandId, at } = asked;
  const current = startedOr(state, facts, command);
  if (E.isLeft(current)) return current;
  const details = acceptable(current.right.draft, facts, at);
  if (E.isLeft(details)) return details;
  const gaps = missing(details.right, payoutRulesAt(facts.program, at), facts, at);
  if (gaps.length > 0) return E.left(refuse.detailsIncomplete(facts, gaps));
  const submissionId = command.submissionId ?? (commandId as SubmissionId);
  return E.right(
    isBeingValidated(submissionId, current.right)
      ? []
      : [profileSubmitted(asked, submissionId, current.right)],
  );
};

/** The same submission handed in again is no news (V-06). */
const isBeingValidated = (submissionId: SubmissionId, state: Started): boolean =>
  state.phase === 'Validating' &&
  state.submission.id === submissionId &&
  same(state.submission.details, state.draft);

const profileSubmitted = (
  { command, actor, at }: Asked<'SubmitProfile'>,
  submissionId: SubmissionId,
  state: Started,
): EnrollmentEvent => ({
  type: 'ProfileSubmitted',
  effectiveAt: at,
  data: {
    ...placeOf(command),
    submissionId,
    kind: state.everCompleted ? 'update' : 'initial',
    details: state.draft,
    by: actor.id as UserId,
    ...(state.phase === 'Validating' && { supersedes: state.submission.id }),
  },
});
