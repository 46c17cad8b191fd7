import { beforeAll, describe, expect, test } from '@jest/globals';
import { eventStoreContract } from '../src/testing/index.js';
import type { BrokenStore } from './broken-stores/broken-store.js';
import { brokenStores } from './broken-stores/index.js';
import { inMemoryUnderTest } from './in-memory-under-test.js';

const patience = 60_000;

describe('each broken store is caught by exactly one clause', () => {
  test.each(brokenStores.filter(({ hangs }) => !hangs))(
    'a store that $bug: $breaks',
    async (broken) => {
      expect(await caughtBy(broken, patience)).toEqual([broken.breaks]);
    },
    patience,
  );

  test('every clause catches a broken store', () => {
    const catching = new Set(brokenStores.map(({ breaks }) => breaks));
    const names = eventStoreContract.map(({ name }) => name);
    expect(names.filter((name) => !catching.has(name))).toEqual([]);
  });
});

describe('a store that lets its callers wait is caught by the deadline of exactly one clause', () => {
  const hanging = brokenStores.filter(({ hangs }) => hangs);
  const caught = new Map<BrokenStore, ReadonlyArray<string>>();

  // All at once, so that the deadline passes once.
  beforeAll(async () => {
    const runs = hanging.map(async (broken) => caught.set(broken, await caughtBy(broken, 10_000)));
    await Promise.all(runs);
  }, patience);

  test.each(hanging)('a store that $bug: $breaks', (broken) => {
    expect(caught.get(broken)).toEqual([broken.breaks]);
  });
});

const caughtBy = async (
  { make }: BrokenStore,
  deadline: number,
): Promise<ReadonlyArray<string>> => {
  const clauses = eventStoreContract.map(async ({ name, run }) => {
    try {
      await run({ ...inMemoryUnderTest(make()), deadline });
      return [];
    } catch {
      return [name];
    }
  });
  return (await Promise.all(clauses)).flat();
};
