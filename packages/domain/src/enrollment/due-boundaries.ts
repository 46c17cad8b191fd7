import { nextFiscalYear, type FiscalYear } from '../vocabulary/fiscal-year.js';
import type { Instant } from '../vocabulary/instant.js';
import { termOf, type ProgramFacts } from '../vocabulary/program-facts.js';
import { isLive, type EnrollmentState } from './state.js';

/** The end of a program's term for a fiscal year: where an enrollment expires or is rolled forward (F-01). */
export interface Boundary {
  readonly fy: FiscalYear;
  readonly at: Instant;
}

/**
 * The boundaries that the enrollment has not been judged at, in order, up to and with the instant (F-06, F-07).
 * The later ones count only if it survives the earlier.
 */
export const dueBoundaries = (
  state: EnrollmentState,
  program: ProgramFacts | undefined,
  at: Instant,
): ReadonlyArray<Boundary> => {
  const due: Array<Boundary> = [];
  if (program === undefined || !isLive(state)) return due;
  let term = termOf(program, state.fy);
  while (term !== undefined && term.endsAt <= at) {
    due.push({ fy: term.fy, at: term.endsAt });
    term = termOf(program, nextFiscalYear(term.fy));
  }
  return due;
};
