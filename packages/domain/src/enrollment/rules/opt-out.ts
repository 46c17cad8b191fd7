import * as E from 'fp-ts/lib/Either.js';
import { refuse } from '../rejections.js';
import type { EnrollmentState } from '../state.js';
import type { Asked, Decision, Known } from './admission.js';
import { enrollmentEnded } from './enrollment-ended.js';

/** The partner leaves, and does not come back in the same fiscal year. */
export const optOut = (
  { command, at }: Asked<'OptOut'>,
  state: EnrollmentState,
  facts: Known,
): Decision => {
  if (state === undefined) return E.left(refuse.notStarted(facts, 'None'));
  if (state.phase === 'Ended') return E.right([]);
  return E.right([enrollmentEnded(command, 'OptedOut', at)]);
};
