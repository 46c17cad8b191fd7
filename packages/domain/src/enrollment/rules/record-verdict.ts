import * as E from 'fp-ts/lib/Either.js';
import { firstOfMonth, type CalendarDate, type Instant } from '../../vocabulary/instant.js';
import type { Policy } from '../../vocabulary/policy.js';
import { unionOfReasons } from '../../vocabulary/reasons.js';
import { refuse } from '../rejections.js';
import { phaseOf, type EnrollmentState, type Validating } from '../state.js';
import type { Asked, Decision, Known } from './admission.js';
import { placeOf } from './place.js';

/** Microsoft's verdict on the current submission (E-05, E-07). */
export const recordVerdict = (
  { command, at }: Asked<'RecordVerdict'>,
  state: EnrollmentState,
  facts: Known,
): Decision => {
  const { submissionId, verdict, programId } = command;
  if (state?.phase !== 'Validating') return E.left(refuse.notValidating(facts, phaseOf(state)));
  if (state.submission.id !== submissionId) {
    return E.left(refuse.staleSubmission(facts, submissionId, state.submission.id));
  }
  if (facts.program.status === 'Discontinued') return E.left(refuse.programDiscontinued(programId));
  if (verdict === 'valid') {
    const earningsStart = earningsStartOf(state, at, facts.policy);
    return E.right([
      {
        type: 'ProfileValidated',
        effectiveAt: at,
        data: { ...placeOf(command), submissionId, completedAt: at, earningsStart },
      },
    ]);
  }
  const reasons = unionOfReasons([], command.reasons ?? []);
  if (reasons.length === 0) return E.left(refuse.reasonsRequired());
  return E.right([
    {
      type: 'ProfileRejected',
      effectiveAt: at,
      data: { ...placeOf(command), submissionId, reasons },
    },
  ]);
};

/** An update leaves it alone (E-09); otherwise the month in which all is met (E-10, switch `earningsStartBasis`). */
const earningsStartOf = (
  { earningsStart, submission }: Validating,
  at: Instant,
  { earningsStartBasis }: Policy,
): CalendarDate =>
  earningsStart ?? firstOfMonth(earningsStartBasis === 'validatedAt' ? at : submission.at);
