import { beforeAll, describe, expect, test } from '@jest/globals';
import { eventStoreContract } from '../src/testing/index.js';
import type { BrokenStore } from './broken-stores/broken-store.js';
import { brokenStores } from './broken-stores/index.js';
import { inMemoryUnderTest } from './in-memory-under-test.js';

describe('each broken store is caught by exactly one clause', () => {
  const caughtBy = new Map<BrokenStore, ReadonlyArray<string>>();

  // All at once: where a bug hangs, only the deadline of a clause finds it.
  beforeAll(async () => {
    const runs = brokenStores.map(async (broken) => caughtBy.set(broken, await failing(broken)));
    await Promise.all(runs);
  }, 60_000);

  test.each(brokenStores)('a store that $bug: $breaks', (broken) => {
    expect(caughtBy.get(broken)).toEqual([broken.breaks]);
  });

  test('every clause catches a broken store', () => {
    const catching = new Set(brokenStores.map(({ breaks }) => breaks));
    expect(
      eventStoreContract.map(({ name }) => name).filter((name) => !catching.has(name)),
    ).toEqual([]);
  });
});

const failing = async ({ make }: BrokenStore): Promise<ReadonlyArray<string>> => {
  const clauses = eventStoreContract.map(async ({ name, run }) => {
    try {
      await run({ ...inMemoryUnderTest(make()), deadline: 5_000 });
      return [];
    } catch {
      return [name];
    }
  });
  return (await Promise.all(clauses)).flat();
};
