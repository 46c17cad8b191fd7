import { describe, expect, test } from '@jest/globals';
import type { LiveBuild, RowReader, RowsRead } from '@partner-incentives/event-sourcing';
import { RowCache } from '../../src/read-store/row-cache.js';
import { RowsOfLook } from '../../src/read-store/rows-of-look.js';

const nothing: RowsRead = { rows: [], parked: [] };

/** Since when rows of an account are asked for, by looks one after the other that find the build at these places. */
const askedSince = async (...places: ReadonlyArray<Pick<LiveBuild, 'epoch' | 'changes'>>) => {
  const cache = new RowCache(100);
  const asked: unknown[] = [];
  const reader: RowReader = {
    within: () => reader,
    live: async () => new Map(),
    under: async () => nothing,
    of: async (_build, _selection, since) => {
      asked.push(since);
      return nothing;
    },
  };
  for (const place of places) {
    const build = { model: 'locations', build: 1, schema: 1 };
    const live = new Map([['locations', { build, ...place }]] as const);
    await new RowsOfLook(reader, live, cache).ofAccounts('locations', ['Contoso']);
  }
  return asked;
};

describe('rows that are remembered', () => {
  test('are asked for since they were read, and not at all where nothing changed', async () => {
    const places = [
      { epoch: 1, changes: 5 },
      { epoch: 1, changes: 5 },
      { epoch: 1, changes: 7 },
    ];
    expect(await askedSince(...places)).toEqual([undefined, 5]);
  });

  test('are forgotten where the lease was taken over: the store may have lost commits that they hold, and counts on from before', async () => {
    const places = [
      { epoch: 1, changes: 5 },
      { epoch: 2, changes: 5 },
      { epoch: 2, changes: 8 },
    ];
    expect(await askedSince(...places)).toEqual([undefined, undefined, 5]);
  });

  test('are not replaced by what somebody read who began before', async () => {
    const places = [
      { epoch: 2, changes: 3 },
      { epoch: 2, changes: 1 },
      { epoch: 2, changes: 3 },
    ];
    expect(await askedSince(...places)).toEqual([undefined, undefined]);
  });

  test('are replaced where the store was restored from a backup: it comes to the same epoch again, with other rows', async () => {
    const places = [
      { epoch: 5, changes: 9 },
      { epoch: 3, changes: 4 },
      { epoch: 5, changes: 9 },
    ];
    expect(await askedSince(...places)).toEqual([undefined, undefined, undefined]);
  });
});
