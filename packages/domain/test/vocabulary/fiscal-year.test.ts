import { describe, expect, test } from '@jest/globals';
import type { Instant } from '../../src/vocabulary/instant.js';
import {
  FiscalYear,
  fiscalYearOf,
  fiscalYearPeriod,
  nextFiscalYear,
} from '../../src/vocabulary/fiscal-year.js';

describe('fiscal years (V-02): from July to June, named after the year they end in', () => {
  test.each([
    ['2023-06-30T23:59:59.999Z', 2023],
    ['2023-07-01T00:00:00.000Z', 2024],
    ['2023-12-31T23:59:59.999Z', 2024],
    ['2024-01-01T00:00:00.000Z', 2024],
    ['2024-06-30T23:59:59.999Z', 2024],
    ['2024-07-01T00:00:00.000Z', 2025],
  ])('%s is in FY%i', (instant, fy) => {
    expect(fiscalYearOf(instant as Instant)).toBe(fy);
  });

  test('the period is half-open and meets the next year’s', () => {
    const fy = fiscalYearOf('2024-01-01T00:00:00.000Z' as Instant);
    const { startsAt, endsAt } = fiscalYearPeriod(fy);
    expect([startsAt, endsAt]).toEqual(['2023-07-01T00:00:00.000Z', '2024-07-01T00:00:00.000Z']);
    expect(fiscalYearPeriod(nextFiscalYear(fy)).startsAt).toBe(endsAt);
    expect(fiscalYearOf(startsAt)).toBe(fy);
    expect(fiscalYearOf(endsAt)).toBe(nextFiscalYear(fy));
  });

  test('is a whole number of four digits', () => {
    expect([1000, 2024, 9998].filter(FiscalYear.is)).toEqual([1000, 2024, 9998]);
    expect([999, 9999, 2024.5, Number.NaN, -2024, '2024', null].filter(FiscalYear.is)).toEqual([]);
  });
});
