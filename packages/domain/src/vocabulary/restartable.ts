import { hasActiveAgreement } from './eligibility-rules.js';
import type { FiscalYear } from './fiscal-year.js';
import type { Instant } from './instant.js';
import type { LocationFacts } from './location-facts.js';
import { isOpenAt, termInForce, type ProgramFacts } from './program-facts.js';

/** How an enrollment ended: the reason, and the fiscal year it ended in. */
export interface Ending {
  readonly endReason: string;
  readonly fy?: FiscalYear;
}

/** Opting out holds for the rest of the fiscal year (P-KB2961552). */
export const optedOutThisYear = (
  { endReason, fy }: Ending,
  program: ProgramFacts,
  at: Instant,
): boolean => endReason === 'OptedOut' && fy !== undefined && fy === termInForce(program, at)?.fy;

/**
 * Whether an ended enrollment may be started again without an invitation: in open programs only (§3.4.3). Legacy
 * accounts have no location and never enroll anew (E-13).
 */
export const isRestartable = (
  ending: Ending,
  program: ProgramFacts,
  location: LocationFacts | undefined,
  at: Instant,
): boolean =>
  location !== undefined &&
  !location.closed &&
  isOpenAt(program, at) &&
  !optedOutThisYear(ending, program, at) &&
  (ending.endReason !== 'AgreementLapsed' || hasActiveAgreement(location, 'MpnAgreement', at));
