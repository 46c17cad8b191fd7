import type { PartnerId, ProgramId } from '@partner-incentives/domain';
import { describe, expect, test } from '@jest/globals';
import { views } from '../src/views.js';
import { asked, given } from './ask.js';
import { designation, eligibility, firstTransaction, membership, mpn, program } from './contoso.js';

const irUk = { programId: 'IR' as ProgramId, pla: 'UK' as PartnerId };
const lacksOne = eligibility(
  'IR',
  'UK',
  [mpn, membership, designation],
  [firstTransaction],
  '2024-01-05',
);
const see = (world: ReturnType<typeof given>, viewer: string, now = '2024-03-04', what = irUk) =>
  views.requirements(world.rows, { ...asked(viewer, now), ...what });

describe('the eligibility requirements (L-02)', () => {
  test('scenario 9: three met and one unmet, in the order of the program', () => {
    const checkedAt = '2024-01-05T00:00:00.000Z';
    expect(see(given(lacksOne), 'ines')).toEqual([
      { criterion: mpn, met: true, checkedAt },
      { criterion: membership, met: true, checkedAt },
      { criterion: designation, met: true, checkedAt },
      { criterion: firstTransaction, met: false, checkedAt },
    ]);
  });

  test('an incentives user may look too; nobody without a role in scope, nor at what is not there', () => {
    const world = given(lacksOne);
    expect(see(world, 'ulf')).toHaveLength(4);
    for (const viewer of ['gina', 'ivan', 'nils', 'stranger'])
      expect(see(world, viewer)).toEqual([]);
    expect(see(world, 'ines', '2024-03-04', { ...irUk, pla: 'MARS' as PartnerId })).toEqual([]);
    expect(see(world, 'ines', '2024-03-04', { ...irUk, programId: 'X' as ProgramId })).toEqual([]);
    expect(
      views.requirements(world.rows, {
        ...asked({ kind: 'system', id: 'MS' }, '2024-03-04'),
        ...irUk,
      }),
    ).toEqual([]);
  });

  test('what was never judged is not known to be met', () => {
    expect(see(given(), 'ines')).toEqual(
      [mpn, membership, designation, firstTransaction].map((criterion) => ({
        criterion,
        met: false,
        checkedAt: null,
      })),
    );
  });

  test('a new criterion stands there unjudged until the next evaluation', () => {
    const revenue = { kind: 'TrailingRevenue', amountUsd: 25000 };
    const world = given(
      lacksOne,
      program('IR', 'CriteriaChanged', { criteria: [mpn, revenue], fromFy: 2025 }, '2024-02-01'),
    );
    expect(see(world, 'ines', '2024-03-04')).toHaveLength(4);
    expect(see(world, 'ines', '2024-07-01')).toEqual([
      { criterion: mpn, met: true, checkedAt: '2024-01-05T00:00:00.000Z' },
      { criterion: revenue, met: false, checkedAt: null },
    ]);
  });

  test('an open program has none', () => {
    expect(see(given(), 'ines', '2024-03-04', { ...irUk, programId: 'OPEN' as ProgramId })).toEqual(
      [],
    );
  });
});
