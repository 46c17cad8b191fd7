import { describe, expect, test } from '@jest/globals';
import {
  inMemoryEventStore,
  inMemoryReadStore,
  ReadStoreUnavailable,
  rebuild,
  rollBack,
  verifyRows,
  type InMemoryLog,
  type Projected,
  type ReadStore,
  type RebuildOptions,
  type RebuildProgress,
  type RowDifference,
  type StreamName,
  type VerifyOptions,
} from '../../src/index.js';
import { plainFold } from './plain-fold.js';
import { aTurn, catchUp, rowsIn, until, workerOn } from './setting.js';
import { categories, codec, counted, logOf, record, tallies, tallyOf } from './tallies.js';

const begun = (log: InMemoryLog, readStore: ReadStore, given: Partial<RebuildOptions> = {}) =>
  rebuild({
    store: inMemoryEventStore({ log }),
    readStore,
    model: tallies(),
    codec,
    categories,
    holder: 'rebuild',
    ...given,
  });

const liveIn = async (readStore: ReadStore) =>
  (await readStore.status()).find(({ stage }) => stage === 'live')?.build.build;

describe('rebuilding beside the live rows (reliability B8)', () => {
  test('given rows folded with a bug, when they are rebuilt, then each that differs is told with where, and promoting changes what is read', async () => {
    const log = logOf(300, 5);
    log.record(tallyOf('k1'), [counted(-1)]);
    const readStore = inMemoryReadStore();
    await catchUp(log, readStore, { models: [tallies('huge')] });
    const seen: Array<RebuildProgress> = [];
    const again = await begun(log, readStore, { onProgress: (one) => seen.push(one) });
    expect(await again.caughtUp()).toBeUndefined();
    const differences: Array<RowDifference> = [];
    expect(await again.compare((one) => void differences.push(one))).toEqual({
      same: 3,
      differ: 1,
      missing: 0,
      extra: 0,
    });
    expect(differences).toEqual([
      {
        key: tallyOf('k1'),
        kind: 'differs',
        changes: [{ path: 'data.pad', was: 'x'.repeat(100_000), is: undefined }],
      },
    ]);
    expect(await liveIn(readStore)).toBe(1);
    expect(await again.promote()).toBe(true);
    expect(await liveIn(readStore)).toBe(2);
    await again.close();
    expect(await rowsIn(readStore, 2)).toEqual(plainFold(log));
    expect(seen.at(-1)).toMatchObject({ events: 301, ofEvents: 301, parked: 0 });
  });

  test('given a promotion, when it is rolled back, then the build before is live again', async () => {
    const log = logOf(100, 5);
    const readStore = inMemoryReadStore();
    await catchUp(log, readStore);
    const again = await begun(log, readStore);
    await again.caughtUp();
    await again.promote();
    await again.close();
    expect(await rollBack(readStore, 'tallies')).toBe(true);
    expect(await liveIn(readStore)).toBe(1);
    expect(await rollBack(readStore, 'accounts')).toBe(false);
  });

  test('given live writes while it rebuilds, then whoever reads sees one build or the other, and both are exact', async () => {
    const log = logOf(200, 5);
    const readStore = inMemoryReadStore();
    const worker = workerOn(inMemoryEventStore({ log }), readStore);
    worker.start();
    await worker.caughtUp();
    const again = await begun(log, readStore, { batchSize: 16 });
    const ending = new AbortController();
    const goingOn = async () => {
      await aTurn();
      return !ending.signal.aborted;
    };
    const writes = (async () => {
      for (let n = 200; await goingOn(); n += 1) record(log, n, 5);
    })();
    let reads = 0;
    const builds = new Set<number>();
    const reading = (async () => {
      while (await goingOn()) {
        await readStore.read({ kind: 'microsoft' }, async (reader) => {
          const live = (await reader.live(['tallies'])).get('tallies');
          if (live === undefined) return;
          const { rows } = await reader.of(live.build, 'all');
          const known = new Map(rows.map((row) => [row.key, row]));
          const upTo = { ...log, events: eventsUpTo(log, live.checkpoint?.position) };
          expect(known).toEqual(plainFold(upTo));
          builds.add(live.build.build);
          reads += 1;
        });
      }
    })();
    expect(await again.caughtUp()).toBeUndefined();
    const compared = await again.compare();
    expect(compared).toMatchObject({ differ: 0, missing: 0, extra: 0 });
    expect(await again.promote()).toBe(true);
    await until(() => builds.has(2));
    ending.abort();
    await Promise.all([writes, reading]);
    expect(reads).toBeGreaterThan(1);
    expect([...builds]).toEqual([1, 2]);
    await worker.caughtUp();
    await again.close();
    await worker.stop();
  });
});

describe('verifying rows by replay (reliability D5)', () => {
  const verified = (log: InMemoryLog, readStore: ReadStore, rowsAtOnce?: number) =>
    verifyRows({
      store: inMemoryEventStore({ log }),
      readStore,
      model: tallies(),
      codec,
      ...(rowsAtOnce === undefined ? {} : { rowsAtOnce }),
    });

  test('given rows as they should be, then none differs and both digests are the same, however few rows are held at once', async () => {
    const log = logOf(300, 17);
    const readStore = inMemoryReadStore();
    await catchUp(log, readStore);
    const all = await verified(log, readStore);
    expect(all).toMatchObject({ rows: { same: 17, differ: 0, missing: 0, extra: 0 } });
    expect(all?.digest.stored).toBe(all?.digest.replayed);
    expect(await verified(log, readStore, 3)).toEqual(all);
  });

  test('given a row that was changed behind our back, then it is named with where it differs', async () => {
    const log = logOf(300, 17);
    const readStore = inMemoryReadStore();
    await catchUp(log, readStore);
    const build = { model: 'tallies', build: 1, schema: 1 };
    const lease = await readStore.claim(build, 'intruder', 1_000);
    const row = (await readStore.load(build, [tallyOf('k3')])).get(tallyOf('k3'));
    if (lease?.checkpoint === undefined || row === undefined) throw new Error('none');
    const { checkpoint } = lease;
    const rows = [{ ...row, data: { ...row.data, total: 1_000 } }];
    const handled = { applied: 0, ignored: 0, foreign: 0 };
    const nothing = { parked: [], unparked: [], handled };
    await readStore.commit(lease, { from: checkpoint.position, checkpoint, rows, ...nothing });
    const found = await verified(log, readStore);
    expect(found?.rows).toEqual({ same: 16, differ: 1, missing: 0, extra: 0 });
    expect(found?.digest.stored).not.toBe(found?.digest.replayed);
    expect(found?.first).toMatchObject({
      key: tallyOf('k3'),
      changes: [{ path: 'data.total', is: 1_000 }],
    });
  });
});

describe('verifying what rows are found under (reliability D5)', () => {
  const verified = async (
    change: (readStore: ReadStore) => Partial<ReadStore>,
    { model = found, ...given }: Partial<Pick<VerifyOptions, 'model' | 'rowsAtOnce'>> = {},
  ) => {
    const log = logOf(300, 17);
    const readStore = inMemoryReadStore();
    await catchUp(log, readStore, { models: [model] });
    const changed = { ...readStore, ...change(readStore) };
    const store = inMemoryEventStore({ log });
    return verifyRows({ store, readStore: changed, model, codec, ...given });
  };

  /** Each tally is found under its own name, and some under another. */
  const found: Projected = { ...tallies(), indexedUnder: () => ['everybody', 'nobody'] };

  /** As if an entry had been lost. */
  const losing =
    (key: StreamName, value: string) =>
    (readStore: ReadStore): Partial<ReadStore> => ({
      filed: async (build, after, limit) => {
        const all = await readStore.filed(build, after, 1_000);
        return all.filter((one) => one.key !== key || one.value !== value).slice(0, limit);
      },
      // As where a row under the same value is damaged.
      read: async () => Promise.reject(new ReadStoreUnavailable('the row is damaged')),
    });

  /** As if there were an entry too many. */
  const adding =
    (key: StreamName, value: string) =>
    (readStore: ReadStore): Partial<ReadStore> => ({
      filed: async (build, after, limit) =>
        after === undefined
          ? [
              { value, key, isRight: false },
              ...(await readStore.filed(build, undefined, limit - 1)),
            ]
          : readStore.filed(build, after, limit),
    });

  test('given rows found under all of their values and no others, then none differs, however few are held at once', async () => {
    const all = await verified(() => ({}));
    expect(all).toMatchObject({ rows: { same: 17, differ: 0, missing: 0, extra: 0 } });
    expect(all?.digest.stored).toBe(all?.digest.replayed);
    expect(await verified(() => ({}), { rowsAtOnce: 3 })).toEqual(all);
  });

  test.each([50_000, 3])(
    'given a row that is not found under one of its values, then it is named, %i at once',
    async (rowsAtOnce) => {
      const key = tallyOf('k3');
      const lost = await verified(losing(key, 'nobody'), { rowsAtOnce });
      expect(lost?.rows).toEqual({ same: 16, differ: 1, missing: 0, extra: 0 });
      expect(lost?.digest.stored).not.toBe(lost?.digest.replayed);
      expect(lost?.first).toEqual({
        key,
        kind: 'differs',
        changes: [{ path: 'foundUnder', was: ['everybody', 'nobody'], is: ['everybody'] }],
      });
    },
  );

  test('given a row that is found under what is none of its values, then it is named', async () => {
    const key = tallyOf('k3');
    const more = await verified(adding(key, 'a stranger'));
    expect(more?.rows).toEqual({ same: 16, differ: 1, missing: 0, extra: 0 });
    expect(more?.digest.stored).not.toBe(more?.digest.replayed);
    expect(more?.first?.changes).toEqual([
      {
        path: 'foundUnder',
        was: ['everybody', 'nobody'],
        is: ['everybody', 'nobody', 'a stranger'],
      },
    ]);
  });

  test('given what is found though there is no such row, then it is named', async () => {
    const key = tallyOf('never');
    const orphan = await verified(adding(key, 'a stranger'));
    expect(orphan?.rows).toEqual({ same: 17, differ: 0, missing: 0, extra: 1 });
    expect(orphan?.digest.stored).not.toBe(orphan?.digest.replayed);
    expect(orphan?.first).toMatchObject({ key, kind: 'extra' });
  });

  test('given what is found though its row has no data any more, then it is named', async () => {
    const key = tallyOf('k3');
    const gone: Projected = {
      ...found,
      evolve: (row, stored) => (stored.stream === key ? undefined : found.evolve(row, stored)),
    };
    const left = await verified(adding(key, 'a stranger'), { model: gone });
    expect(left?.rows).toEqual({ same: 16, differ: 0, missing: 0, extra: 1 });
    expect(left?.digest.stored).not.toBe(left?.digest.replayed);
    expect(left?.first).toMatchObject({ key, kind: 'extra' });
  });

  test('given a row that moves on while it is looked at, then it is not blamed for what it had', async () => {
    const key = tallyOf('k3');
    const moving = await verified((readStore) => ({
      ...losing(key, 'nobody')(readStore),
      load: async (build, keys) => {
        const rows = await readStore.load(build, keys);
        return new Map([...rows].map(([at, row]) => [at, { ...row, revision: row.revision + 1 }]));
      },
    }));
    expect(moving?.rows).toMatchObject({ differ: 0 });
  });
});

describe('a damaged row (reliability D5)', () => {
  /** What was kept of one row of build 1 cannot be read. */
  const damaging = (readStore: ReadStore, key: StreamName): ReadStore => ({
    ...readStore,
    load: async (build, keys) => {
      if (build.build === 1 && keys.includes(key)) throw new ReadStoreUnavailable('it is damaged');
      return readStore.load(build, keys);
    },
    page: async (build, after, limit) =>
      (await readStore.page(build, after, limit)).map((row) =>
        build.build === 1 && row.key === key
          ? { ...row, values: [], data: undefined, damaged: true }
          : row,
      ),
  });

  test('is a difference to the rebuild that repairs it, and to verifying', async () => {
    const log = logOf(100, 5);
    const rows = inMemoryReadStore();
    await catchUp(log, rows);
    const key = tallyOf('k3');
    const readStore = damaging(rows, key);
    const difference = { key, kind: 'damaged', changes: [] };
    const verify = () =>
      verifyRows({ store: inMemoryEventStore({ log }), readStore, model: tallies(), codec });
    const damaged = await verify();
    expect(damaged).toMatchObject({ rows: { same: 3, differ: 1 }, first: difference });
    expect(damaged?.digest.stored).not.toBe(damaged?.digest.replayed);
    const again = await begun(log, readStore);
    await again.caughtUp();
    const differences: Array<RowDifference> = [];
    expect(await again.compare((one) => void differences.push(one))).toEqual({
      same: 3,
      differ: 1,
      missing: 0,
      extra: 0,
    });
    expect(differences).toEqual([difference]);
    expect(await again.promote()).toBe(true);
    await again.close();
    expect(await verify()).toMatchObject({ rows: { same: 4, differ: 0 } });
  });
});

/** The events up to a position. */
const eventsUpTo = (log: InMemoryLog, position: string | undefined) =>
  log.events.filter((event) => position !== undefined && event.position <= position);
