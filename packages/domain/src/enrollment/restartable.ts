import { hasActiveAgreement } from '../vocabulary/eligibility-rules.js';
import type { FiscalYear } from '../vocabulary/fiscal-year.js';
import type { Instant } from '../vocabulary/instant.js';
import type { LocationFacts } from '../vocabulary/location-facts.js';
import {
  fiscalYearAt,
  isOpenProgram,
  termInForce,
  type ProgramFacts,
} from '../vocabulary/program-facts.js';
import type { EnrollmentState } from './state.js';

/**
 * Whether an ended enrollment in an open program can be started again without an invitation; the status table then
 * takes it for phase None (§3.4.3).
 */
export const isRestartable = (
  state: EnrollmentState,
  program: ProgramFacts,
  location: LocationFacts | undefined,
  at: Instant,
): boolean =>
  state?.phase === 'Ended' &&
  isOpenAt(program, at) &&
  location !== undefined &&
  !location.closed &&
  !isOptedOutIn(state, termInForce(program, at)?.fy) &&
  (state.endReason !== 'AgreementLapsed' || hasActiveAgreement(location, 'MpnAgreement', at));

/** Whether the program has no criteria at the instant (L-01). */
export const isOpenAt = (program: ProgramFacts, at: Instant): boolean =>
  isOpenProgram(program, fiscalYearAt(program, at));

/** Opting out shuts the door for the rest of that year. */
export const isOptedOutIn = (state: EnrollmentState, fy: FiscalYear | undefined): boolean =>
  state?.phase === 'Ended' && state.endReason === 'OptedOut' && fy !== undefined && state.fy === fy;
