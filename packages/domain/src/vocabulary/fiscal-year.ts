import * as t from 'io-ts';
import type { Instant } from './instant.js';

declare const fiscalYear: unique symbol;

/** A Microsoft fiscal year, named after the year it ends in: 2024 is 2023-07-01 … 2024-06-30 (V-02). */
export type FiscalYear = number & { readonly [fiscalYear]: true };

export const FiscalYear = t.refinement(
  t.number,
  (year): year is FiscalYear => Number.isInteger(year) && year >= 1000 && year <= 9998,
  'FiscalYear (the year it ends in)',
);

export const nextFiscalYear = (fy: FiscalYear): FiscalYear => (fy + 1) as FiscalYear;

/** Half-open `[startsAt, endsAt)`, from 1 July to 1 July, UTC. */
export const fiscalYearPeriod = (
  fy: FiscalYear,
): { readonly startsAt: Instant; readonly endsAt: Instant } => ({
  startsAt: `${fy - 1}-07-01T00:00:00.000Z` as Instant,
  endsAt: `${fy}-07-01T00:00:00.000Z` as Instant,
});

/** The fiscal year that the instant falls in. */
export const fiscalYearOf = (instant: Instant): FiscalYear =>
  (Number(instant.slice(0, 4)) + (instant.slice(5, 7) >= '07' ? 1 : 0)) as FiscalYear;
