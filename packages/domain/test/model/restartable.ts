import { hasAgreement } from './eligibility.js';
import { isOpenProgram, termInForce } from './programs.js';
import type { Enrollment, Location, Program } from './world.js';

/** OptOut: no re-entry in the same fiscal year. */
export const optedOutThisYear = (
  { phase, endReason, fy }: Enrollment,
  program: Program,
  at: string,
): boolean =>
  phase === 'Ended' &&
  endReason === 'OptedOut' &&
  fy !== undefined &&
  fy === termInForce(program, at)?.fy;

/** §3.4.3, *restartable*. */
export const isRestartable = (
  enrollment: Enrollment,
  program: Program,
  location: Location | undefined,
  at: string,
): boolean => {
  if (enrollment.phase !== 'Ended' || location === undefined) return false;
  if (!isOpenProgram(program, at) || location.closed) return false;
  if (optedOutThisYear(enrollment, program, at)) return false;
  return enrollment.endReason !== 'AgreementLapsed' || hasAgreement(location, 'MpnAgreement', at);
};
