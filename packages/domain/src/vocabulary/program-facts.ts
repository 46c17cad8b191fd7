import type { Criterion } from './criteria.js';
import { fiscalYearOf, type FiscalYear } from './fiscal-year.js';
import type { ProgramId } from './ids.js';
import type { Instant } from './instant.js';
import type { PayoutRules } from './payout.js';
import type { Text, Url } from './text.js';

/** The period for which a program runs in a fiscal year, `[startsAt, endsAt)`. */
export interface Term {
  readonly fy: FiscalYear;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
}

/** What others may know of an incentive program. Plain JSON. */
export interface ProgramFacts {
  readonly programId: ProgramId;
  readonly name: Text;
  readonly guideUrl?: Url;
  readonly status: 'Upcoming' | 'Open' | 'Closed' | 'Discontinued';
  /** In the order in which they begin to count. The first has counted from the start. */
  readonly criteria: ReadonlyArray<{
    readonly fromFy?: FiscalYear;
    readonly criteria: ReadonlyArray<Criterion>;
  }>;
  readonly payoutRules: ReadonlyArray<{
    readonly from?: Instant;
    readonly payoutRules: PayoutRules;
  }>;
  /** By start. */
  readonly terms: ReadonlyArray<Term>;
}

/** The term whose period holds the instant. */
export const termInForce = (program: ProgramFacts, at: Instant): Term | undefined =>
  program.terms.find((term) => term.startsAt <= at && at < term.endsAt);

export const termOf = (program: ProgramFacts, fy: FiscalYear): Term | undefined =>
  program.terms.find((term) => term.fy === fy);

/** The year whose criteria count at an instant: that of the term in force, between terms that of the calendar. */
export const fiscalYearAt = (program: ProgramFacts, at: Instant): FiscalYear =>
  termInForce(program, at)?.fy ?? fiscalYearOf(at);

const noPayoutRules: PayoutRules = {
  paymentMethods: [],
  currencies: [],
  payingEntities: [],
  taxForms: [],
};

/** The criteria that count in a fiscal year (§3.2). */
export const criteriaIn = (program: ProgramFacts, fy: FiscalYear): ReadonlyArray<Criterion> =>
  program.criteria.findLast(({ fromFy }) => fromFy === undefined || fromFy <= fy)?.criteria ?? [];

/** The payout rules that count at an instant (§3.2). */
export const payoutRulesAt = (program: ProgramFacts, at: Instant): PayoutRules =>
  program.payoutRules.findLast(({ from }) => from === undefined || from <= at)?.payoutRules ??
  noPayoutRules;

/** A program without criteria is open to all partners (L-01). */
export const isOpenProgram = (program: ProgramFacts, fy: FiscalYear): boolean =>
  criteriaIn(program, fy).length === 0;

/** Whether the program has no criteria in the year that counts at the instant. */
export const isOpenAt = (program: ProgramFacts, at: Instant): boolean =>
  isOpenProgram(program, fiscalYearAt(program, at));
