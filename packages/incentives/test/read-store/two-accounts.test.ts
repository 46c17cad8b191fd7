import { describe, expect, test } from '@jest/globals';
import {
  InMemoryBuilds,
  inMemoryReadStore,
  type ReadStore,
  type RowReader,
} from '@partner-incentives/event-sourcing';
import { twoAccounts } from '@partner-incentives/incentives/testing';
import fc from 'fast-check';

const choices = fc.array(fc.nat({ max: 5039 }), { minLength: 12, maxLength: 40 });

/** The share of cases in which something leaked, up to the first. */
const firstLeak = async (written: ReadStore, read: ReadStore, cases: number) => {
  const differential = await twoAccounts({ written, read });
  let ran = 0;
  let leaked: unknown;
  await fc.assert(
    fc.asyncProperty(choices, async (numbers) => {
      if (leaked !== undefined) return;
      ran += 1;
      leaked = await differential.leakAfter(numbers);
    }),
    { numRuns: cases },
  );
  return { ran, leaked };
};

/** A read store that forgets about the scope: `of` and `under` see everybody's rows. */
const ignoringScope = (readStore: ReadStore): ReadStore => ({
  ...readStore,
  read: (_, ask) =>
    readStore.read({ kind: 'microsoft' }, (reader) => ask({ ...reader, within: () => reader })),
});

/** One that forgets about the selection. */
const ignoringSelection = (readStore: ReadStore): ReadStore => ({
  ...readStore,
  read: (scope, ask) => readStore.read(scope, (reader) => ask(readingAll(reader))),
});

const readingAll = (reader: RowReader): RowReader => ({
  ...reader,
  within: (scope) => readingAll(reader.within(scope)),
  of: (build, _, since) => reader.of(build, 'all', since),
});

describe('what the people of one account are told (F8)', () => {
  test('is something, in every view that partners have', async () => {
    const kept = inMemoryReadStore();
    const { told } = await twoAccounts({ written: kept, read: kept });
    const all = [...told.values()].join();
    const signs = ['Enrolled', 'ActionRequired', 'Ineligible', 'Enrolling', '"next"'];
    signs.push('assignIncentivesAdmin', 'invitationId', '"prompt":"Continue"', '"checkedAt":"2024');
    signs.push('"role":"GA","location":"all"', '"roles":["GA"]');
    for (const sign of signs) expect(all).toContain(sign);
  });

  test('law: does not depend on another account’s data: 10,000 cases, every query, to the byte', async () => {
    const builds = new InMemoryBuilds();
    const written = inMemoryReadStore({ builds });
    const read = inMemoryReadStore({ builds });
    const { ran, leaked } = await firstLeak(written, read, 10_000);
    expect(leaked).toBeUndefined();
    expect(ran).toBe(10_000);
  }, 120_000);

  test('a read store that ignores the scope is caught', async () => {
    const kept = inMemoryReadStore();
    const { leaked } = await firstLeak(kept, ignoringScope(kept), 50);
    expect(leaked).toBeDefined();
  });

  test('two fences: where the selection is ignored, the scope still holds; where both are, answers change', async () => {
    const one = inMemoryReadStore();
    expect((await firstLeak(one, ignoringSelection(one), 200)).leaked).toBeUndefined();
    const both = inMemoryReadStore();
    const open = ignoringSelection(ignoringScope(both));
    expect((await firstLeak(both, open, 50)).leaked).toBeDefined();
  });
});
