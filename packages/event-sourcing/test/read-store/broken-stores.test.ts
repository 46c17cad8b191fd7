import { beforeAll, describe, expect, test } from '@jest/globals';
import { type ReadStoreClause, readStoreContract } from '../../src/testing/index.js';
import type { BrokenReadStore } from './broken-stores/broken-read-store.js';
import { brokenReadStores } from './broken-stores/index.js';
import { inMemoryUnderTest } from './in-memory-under-test.js';

const patience = 60_000;

describe('each broken read store is caught by its clauses and no others', () => {
  test.each(brokenReadStores.filter(({ hangs }) => !hangs))(
    'a read store that $bug',
    async (broken) => {
      expect(await caughtBy(broken, patience)).toEqual(new Set(broken.breaks));
    },
    patience,
  );

  test('every clause catches a broken read store', () => {
    const catching = new Set(brokenReadStores.flatMap(({ breaks }) => breaks));
    const names = readStoreContract.map(({ name }) => name);
    expect(names.filter((name) => !catching.has(name))).toEqual([]);
  });
});

describe('a read store that lets its callers wait is caught by the deadline of its clauses', () => {
  const hanging = brokenReadStores.filter(({ hangs }) => hangs);
  const caught = new Map<BrokenReadStore, ReadonlySet<string>>();

  // All at once, so that the deadline passes once.
  beforeAll(async () => {
    const runs = hanging.map(async (broken) => caught.set(broken, await caughtBy(broken, 10_000)));
    await Promise.all(runs);
  }, patience);

  test.each(hanging)('a read store that $bug', (broken) => {
    expect(caught.get(broken)).toEqual(new Set(broken.breaks));
  });
});

const caughtBy = async (
  { make, breaks }: BrokenReadStore,
  deadline: number,
): Promise<ReadonlySet<string>> => {
  const clauses = readStoreContract.filter(isWorthIt(breaks)).map(async ({ name, run }) => {
    try {
      await run({ ...inMemoryUnderTest(make()), deadline });
      return [];
    } catch {
      return [name];
    }
  });
  return new Set((await Promise.all(clauses)).flat());
};

/** The two clauses of whole batches take longer than all others: stores that they need not catch are spared them. */
const isWorthIt =
  (breaks: ReadonlyArray<string>) =>
  ({ name }: ReadStoreClause): boolean =>
    breaks.includes(name) || !name.includes('five thousand');
