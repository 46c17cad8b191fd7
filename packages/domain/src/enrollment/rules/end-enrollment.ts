import * as E from 'fp-ts/lib/Either.js';
import { refuse } from '../rejections.js';
import { isLive, type EnrollmentState, type Live } from '../state.js';
import type { Asked, Decision, Known } from './admission.js';
import { isIneligible } from './eligible.js';
import { enrollmentEnded } from './enrollment-ended.js';

/** Microsoft takes a location out of a program. A reaction does so only while its cause holds (§3.6). */
export const endEnrollment = (
  asked: Asked<'EndEnrollment'>,
  state: EnrollmentState,
  facts: Known,
): Decision => {
  const { command, causationId, at } = asked;
  const isReaction = causationId !== undefined;
  if (isReaction && !causeHolds(asked, state, facts)) return E.right([]);
  if (state === undefined) return E.left(refuse.notStarted(facts, 'None'));
  if (state.phase === 'Ended') return E.right([]);
  return E.right([enrollmentEnded(command, command.endReason, at)]);
};

const causeHolds = (
  { command, at }: Asked<'EndEnrollment'>,
  state: EnrollmentState,
  facts: Known,
): boolean => {
  if (!isLive(state)) return false;
  switch (command.endReason) {
    case 'EligibilityLost':
    case 'AgreementLapsed':
      return isIneligible(facts, at) && !outlivesLoss(state, facts);
    case 'LocationClosed':
      return facts.location?.closed === true;
    case 'InvitationExpired':
    case 'NotCompletedInTerm':
    case 'NoNextTerm':
    case 'OptedOut':
      // No reaction ends an enrollment for these.
      return false;
  }
};

/** §6.3, switch `midYearEligibilityLoss`; only a complete enrollment can stay until its term ends (I-09). */
const outlivesLoss = (state: Live, { policy }: Known): boolean =>
  state.phase === 'Complete' && policy.midYearEligibilityLoss === 'untilTermEnd';
