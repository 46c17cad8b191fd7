import { describe, expect, test } from '@jest/globals';
import type { PartnerId, ProgramId } from '@partner-incentives/domain';
import fc from 'fast-check';
import { views } from '../src/views.js';
import { asked, microsoft, rowsOf } from './ask.js';
import { complete, contoso, validating } from './contoso.js';
import { everyAnswer } from './every-answer.js';
import { instant } from './history.js';
import { keptRowsOf } from './kept.js';
import { ourUsers, theirUsers, twoAccounts } from './two-accounts.js';

const now = '2024-03-06';
const viewers = [...ourUsers, ...theirUsers, 'stranger', microsoft];
const since = instant('2024-03-05');

describe('rows as a read store keeps them', () => {
  test('law: every viewer gets the same from kept rows as from folded ones, to the byte', () => {
    fc.assert(
      fc.property(twoAccounts, ({ ours, theirs }) => {
        const history = [...ours, ...theirs];
        const [folded, kept] = [rowsOf(history), keptRowsOf(history)];
        for (const viewer of viewers) {
          const question = asked(viewer, now);
          expect(JSON.stringify(everyAnswer(kept, question))).toBe(
            JSON.stringify(everyAnswer(folded, question)),
          );
        }
      }),
      { numRuns: 100 },
    );
  });

  test('rows are found by account and by what they are indexed under', () => {
    const { accounts, locations, enrollments } = keptRowsOf([...contoso, ...validating]);
    expect([...locations.ofAccount('Contoso')]).toHaveLength(2);
    expect([...locations.ofAccount('Fabrikam')]).toEqual([]);
    expect([...accounts.under('ines')]).toHaveLength(1);
    expect([...accounts.under('stranger')]).toEqual([]);
    expect([...enrollments.under('awaiting:verdict')]).toHaveLength(1);
  });
});

const history = [...contoso, ...complete];
const marksOf = (rows: ReadonlyArray<{ readonly behindSince?: string }>) =>
  rows.map(({ behindSince }) => behindSince);

describe('a key that waits', () => {
  const parked = (stream: string) => keptRowsOf(history, { [stream]: since });
  const overview = (stream: string) =>
    Object.fromEntries(
      views
        .overview(parked(stream), asked('ines', now))
        .map(({ programId, pla, behindSince }) => [`${programId} ${pla}`, behindSince]),
    );

  test('marks the overview’s rows that it is joined into, and no others', () => {
    const marked = overview('enrollment-IR_UK');
    expect(marked['IR UK']).toBe(since);
    expect(Object.values(marked).filter((mark) => mark !== undefined)).toHaveLength(1);
    expect(overview('program-OPEN')).toMatchObject({ 'OPEN UK': since, 'IR UK': undefined });
    expect(overview('eligibility-IR_UK')['IR UK']).toBe(since);
    for (const stream of ['partnerAccount-Contoso', 'partnerLocation-UK']) {
      expect(new Set(Object.values(overview(stream)))).toEqual(new Set([since]));
    }
    expect(Object.values(overview('partnerLocation-FR')).filter(Boolean)).toEqual([]);
  });

  test('without a row of its own says so where one would be joined', () => {
    expect(overview('enrollment-OPEN_UK')['OPEN UK']).toBe(since);
  });

  test('marks what every other view makes from it', () => {
    const place = { programId: 'IR' as ProgramId, pla: 'UK' as PartnerId };
    const rows = keptRowsOf([...contoso, ...validating], { 'enrollment-IR_UK': since });
    expect(marksOf(views.queue(rows, asked(microsoft, now)))).toEqual([since]);
    expect(marksOf(views.prompt(rows, { ...asked('ines', now), ...place }))).toEqual([since]);
    const account = parked('partnerAccount-Contoso');
    const requirements = views.requirements(account, { ...asked('ines', now), ...place });
    expect(new Set(marksOf(requirements))).toEqual(new Set([since]));
    expect(new Set(marksOf(views.roles(account, asked('gina', now))))).toEqual(new Set([since]));
    expect(new Set(marksOf(views.noAccess(account, asked('nils', now))))).toEqual(new Set([since]));
    const actions = views.actions(parked('program-OPEN'), asked('ines', now));
    expect(marksOf(actions)).toContain(since);
    const tasks = views.actions(
      keptRowsOf(contoso.slice(0, 12), { 'partnerLocation-FR': since }),
      asked('gina', now),
    );
    expect(tasks).toContainEqual(expect.objectContaining({ pla: 'FR', behindSince: since }));
  });

  test('of several that wait, the first says since when', () => {
    const rows = keptRowsOf(history, {
      'enrollment-IR_UK': since,
      'partnerLocation-UK': instant('2024-03-02'),
    });
    const [first] = views.overview(rows, { ...asked('ines', now), programId: 'IR' as ProgramId });
    expect(first?.behindSince).toBe(instant('2024-03-02'));
  });
});
