import { describe, expect, test } from '@jest/globals';
import { contoso } from '../contoso.js';

const at = '2023-07-02';
const programId = 'IR';
const schedule = (fy: number) => ({ type: 'ScheduleTerm' as const, programId, fy });
const term = (fy: number, startsAt: string, endsAt: string) => ({
  fy,
  startsAt: `${startsAt}T00:00:00.000Z`,
  endsAt: `${endsAt}T00:00:00.000Z`,
});
const payoutRules = (currency: string) => ({
  paymentMethods: [],
  currencies: [currency],
  payingEntities: [],
  taxForms: [],
});

describe('of several, a change concerns the one it names (§3.2)', () => {
  test('extending a term moves the start of the next, and of no other', () => {
    const extended = [2024, 2026, 2025, 2027]
      .reduce((given, fy) => given.after('MS', at, schedule(fy)), contoso)
      .after('MS', at, { type: 'ExtendTerm', programId, fy: 2025, endsAt: '2025-09-30' });
    expect(extended.state('program-IR')).toMatchObject({
      terms: [
        term(2024, '2023-07-01', '2024-07-01'),
        term(2025, '2024-07-01', '2025-09-30'),
        term(2026, '2025-09-30', '2026-07-01'),
        term(2027, '2026-07-01', '2027-07-01'),
      ],
    });
  });

  test('extending the last term leaves those before it', () => {
    const extended = [2024, 2025, 2026]
      .reduce((given, fy) => given.after('MS', at, schedule(fy)), contoso)
      .after('MS', at, { type: 'ExtendTerm', programId, fy: 2026, endsAt: '2026-09-30' });
    expect(extended.state('program-IR')).toMatchObject({
      terms: [
        term(2024, '2023-07-01', '2024-07-01'),
        term(2025, '2024-07-01', '2025-07-01'),
        term(2026, '2025-07-01', '2026-09-30'),
      ],
    });
  });

  test('criteria stand in the order of their years, whichever was set first', () => {
    const change = (fromFy: number) => ({
      type: 'ChangeCriteria' as const,
      programId,
      fromFy,
      criteria: [{ kind: 'Designation', min: fromFy }],
    });
    const changed = contoso
      .after('MS', at, change(2027))
      .after('MS', at, change(2025))
      .after('MS', at, change(2026));
    expect(changed.state('program-IR')).toMatchObject({
      criteria: [
        {},
        ...[2025, 2026, 2027].map((fromFy) => ({
          fromFy,
          criteria: [{ kind: 'Designation', min: fromFy }],
        })),
      ],
    });
  });

  test('payout rules stand in the order of their instants, whichever was set first', () => {
    const change = (from: string, currency: string) => ({
      type: 'ChangePayoutRules' as const,
      programId,
      from,
      payoutRules: payoutRules(currency),
    });
    const changed = contoso
      .after('MS', at, change('2025-03-01', 'GBP'))
      .after('MS', at, change('2025-01-01', 'EUR'))
      .after('MS', at, change('2025-02-01', 'USD'));
    expect(changed.state('program-IR')).toMatchObject({
      payoutRules: [
        {},
        { from: '2025-01-01T00:00:00.000Z', payoutRules: payoutRules('EUR') },
        { from: '2025-02-01T00:00:00.000Z', payoutRules: payoutRules('USD') },
        { from: '2025-03-01T00:00:00.000Z', payoutRules: payoutRules('GBP') },
      ],
    });
  });
});
