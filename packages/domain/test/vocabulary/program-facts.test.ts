import { describe, expect, test } from '@jest/globals';
import { FiscalYear } from '../../src/vocabulary/fiscal-year.js';
import { Instant } from '../../src/vocabulary/instant.js';
import {
  criteriaIn,
  isOpenProgram,
  payoutRulesAt,
  termInForce,
  termOf,
  type ProgramFacts,
} from '../../src/vocabulary/program-facts.js';
import { contoso } from '../contoso.js';

const at = '2023-08-01';
const ir = { programId: 'IR' };
const payoutRules = { paymentMethods: [], currencies: ['EUR'], payingEntities: [], taxForms: [] };
const program = contoso
  .after('MS', at, { ...ir, type: 'ScheduleTerm', fy: 2024 })
  .after('MS', at, { ...ir, type: 'ScheduleTerm', fy: 2025, startsAt: '2024-08-01' })
  .after('MS', at, { ...ir, type: 'ChangeCriteria', criteria: [], fromFy: 2025 })
  .after('MS', at, { ...ir, type: 'ChangePayoutRules', payoutRules, from: '2024-07-01' })
  .state('program-IR') as ProgramFacts;

const fy = (year: number): FiscalYear => {
  if (!FiscalYear.is(year)) throw new Error(`not a fiscal year: ${year}`);
  return year;
};
const instant = (text: string): Instant => {
  if (!Instant.is(text)) throw new Error(`not an instant: ${text}`);
  return text;
};

describe('what counts when (§3.2)', () => {
  test.each([
    ['2023-06-30T23:59:59.999Z', undefined],
    ['2023-07-01T00:00:00.000Z', 2024],
    ['2024-06-30T23:59:59.999Z', 2024],
    ['2024-07-01T00:00:00.000Z', undefined],
    ['2024-08-01T00:00:00.000Z', 2025],
    ['2025-07-01T00:00:00.000Z', undefined],
  ])('at %s the term in force is %s (V-02)', (text, year) => {
    expect(termInForce(program, instant(text))?.fy).toBe(year);
  });

  test('a term by its year', () => {
    expect(termOf(program, fy(2025))?.startsAt).toBe('2024-08-01T00:00:00.000Z');
    expect(termOf(program, fy(2026))).toBeUndefined();
  });

  test('criteria from their year on; without any the program is open (L-01)', () => {
    expect(criteriaIn(program, fy(2024))).toHaveLength(4);
    expect(criteriaIn(program, fy(2020))).toHaveLength(4);
    expect(criteriaIn(program, fy(2025))).toEqual([]);
    expect([2024, 2025, 2030].map((year) => isOpenProgram(program, fy(year)))).toEqual([
      false,
      true,
      true,
    ]);
  });

  test('payout rules from their instant on', () => {
    expect(payoutRulesAt(program, instant('2024-06-30T23:59:59.999Z')).currencies).toEqual([]);
    expect(payoutRulesAt(program, instant('2024-07-01T00:00:00.000Z')).currencies).toEqual(['EUR']);
  });
});
