import assert from 'node:assert/strict';
import type { Build, FiledRow, KeptRow, RowReader } from '../../read-store/read-store.js';
import { clause, type ReadStoreClause } from './clause.js';
import { fieldOf, found, ids, microsoft } from './reading.js';
import { gone, key, row } from './writer.js';

export const finding: ReadonlyArray<ReadStoreClause> = [
  clause(
    'a row is found under each of its values, and no longer under those it lost',
    async (trial) => {
      const [store, reader] = [await trial.open(), await trial.openForQueries()];
      const writer = await trial.writer(store);
      const { build } = writer.lease;
      const under = async (value: string) =>
        ids((await found(reader, microsoft, (rows) => rows.under(build, value))).rows);
      const other = await trial.writer(store, await store.begin(trial.model, 2));
      await other.write({ rows: [row('elsewhere', {}, { values: ['x', 'y'] })] });
      const b = row('b', { of: 'b' }, { account: 'one', values: ['y'] });
      await writer.write({ rows: [row('a', {}, { values: ['x', 'y', 'x'] }), b, row('c')] });
      assert.deepEqual(
        [await under('x'), await under('y'), await under('z')],
        [['a'], ['a', 'b'], []],
      );
      assert.deepEqual(
        (await found(reader, microsoft, (rows) => rows.under(build, 'y'))).rows.find(is('b')),
        b,
      );
      assert.deepEqual([await under('X'), await under(''), await under('%')], [[], [], []]);
      await writer.write({ rows: [row('a', {}, { values: ['z', 'y'] })] });
      assert.deepEqual(
        [await under('x'), await under('y'), await under('z')],
        [[], ['a', 'b'], ['a']],
      );
      await writer.write({ rows: [gone('a', { values: ['z'] }), row('b')] });
      assert.deepEqual([await under('x'), await under('y'), await under('z')], [[], [], []]);
    },
  ),

  clause('rows are those of an account, of nobody, or all', async (trial) => {
    const [store, reader] = [await trial.open(), await trial.openForQueries()];
    const writer = await trial.writer(store);
    const { build } = writer.lease;
    const of = async (selection: Parameters<RowReader['of']>[1]) =>
      ids((await found(reader, microsoft, (rows) => rows.of(build, selection))).rows);
    const each = () =>
      Promise.all([of({ account: 'one' }), of({ account: 'two' }), of('nobodys'), of('all')]);
    const one = { account: 'one' };
    await writer.write({
      rows: [row('a', {}, one), row('b', {}, { account: 'two' }), row('c'), row('d', {}, one)],
    });
    assert.deepEqual(await each(), [['a', 'd'], ['b'], ['c'], ['a', 'b', 'c', 'd']]);
    await writer.write({ rows: [row('a', {}, { account: 'two' }), row('c', {}, one), row('d')] });
    assert.deepEqual(await each(), [['c'], ['a', 'b'], ['d'], ['a', 'b', 'c', 'd']]);
    await writer.write({ rows: [gone('a', { account: 'two' }), gone('d')] });
    assert.deepEqual(await each(), [['c'], ['b'], [], ['b', 'c']]);
    assert.deepEqual(await of({ account: 'ONE' }), []);
  }),

  clause('rows changed since are told from others, those that were removed too', async (trial) => {
    const [store, reader] = [await trial.open(), await trial.openForQueries()];
    const writer = await trial.writer(store);
    const { build } = writer.lease;
    const changes = () =>
      reader.read(
        microsoft,
        async ({ live }) => (await live([trial.model])).get(trial.model)?.changes ?? -1,
      );
    const since = async (from: number, selection: Parameters<RowReader['of']>[1] = 'all') =>
      summary((await found(reader, microsoft, (rows) => rows.of(build, selection, from))).rows);
    const none = await changes();
    const one = { account: 'one' };
    await writer.write({
      rows: [row('a', { at: 1 }, one), row('b', { at: 1 }, one), row('c', { at: 1 })],
    });
    const first = await changes();
    await writer.write({
      rows: [row('a', { at: 2 }, one), row('d', { at: 2 }, { account: 'two' })],
    });
    const second = await changes();
    await writer.write({ rows: [gone('b', one), row('c', { at: 3 })] });
    const third = await changes();
    await writer.write();
    const fourth = await changes();
    assert.ok(none < first && first < second && second < third && third < fourth);
    assert.deepEqual(await since(first), { a: 2, b: undefined, c: 3, d: 2 });
    assert.deepEqual(await since(second), { b: undefined, c: 3 });
    assert.deepEqual(await since(third), {});
    assert.deepEqual(await since(first, one), { a: 2, b: undefined });
    assert.deepEqual(await since(first, { account: 'two' }), { d: 2 });
    assert.deepEqual(await since(first, 'nobodys'), { c: 3 });
    const other = await trial.writer(store, await store.begin(trial.model, 2));
    await other.write({ rows: [row('e')] });
    assert.equal(await changes(), fourth, 'another build changes by itself');
    assert.deepEqual(await since(fourth), {});
  }),

  clause('a reading says of which lease the rows are, also once it was released', async (trial) => {
    const [store, reader] = [await trial.open(), await trial.openForQueries()];
    const epoch = () =>
      reader.read(
        microsoft,
        async ({ live }) => (await live([trial.model])).get(trial.model)?.epoch,
      );
    const first = await trial.writer(store);
    assert.equal(await epoch(), first.lease.epoch);
    await first.write();
    await store.release(first.lease);
    assert.equal(await epoch(), first.lease.epoch);
    const second = await trial.writer(store);
    assert.equal(await epoch(), second.lease.epoch);
    assert.ok(second.lease.epoch > first.lease.epoch);
  }),

  clause('a reading says that the live build was stopped, and why', async (trial) => {
    const [store, reader] = [await trial.open(), await trial.openForQueries()];
    const stopped = () =>
      reader.read(microsoft, async ({ live }) => {
        const build = (await live([trial.model])).get(trial.model);
        return build?.stopped ?? (build && 'going on');
      });
    const { lease } = await trial.writer(store);
    assert.equal(await stopped(), 'going on');
    await store.pause(lease.build, 'an operator', 'a fix is awaited');
    assert.equal(await stopped(), 'Paused');
    await store.resume(lease.build);
    assert.equal(await stopped(), 'going on');
    const why = { cause: 'UpgradeRequired', reason: 'a newer version writes' } as const;
    assert.ok(await store.halt(lease, why));
    await store.pause(lease.build, 'an operator', 'to be sure');
    assert.equal(await stopped(), 'UpgradeRequired', 'a halt says more than a pause');
  }),

  clause('a model without builds has no live one', async (trial) => {
    const [store, reader] = [await trial.open(), await trial.openForQueries()];
    const build = await trial.live(store);
    const live = () =>
      reader.read(microsoft, (rows) => rows.live([trial.model, `${trial.model}-none`]));
    const before = (await live()).get(trial.model);
    assert.deepEqual([before?.build, before?.checkpoint], [build, undefined]);
    const writer = await trial.writer(store);
    const next = writer.next();
    await writer.write(next);
    const after = await live();
    assert.deepEqual([...after.keys()], [trial.model]);
    assert.deepEqual(after.get(trial.model)?.checkpoint, next.checkpoint);
    assert.equal((await reader.read(microsoft, (rows) => rows.live([]))).size, 0);
  }),

  clause(
    'pages go through all rows that have data, in the order of the bytes of their keys',
    async (trial) => {
      const store = await trial.open();
      const writer = await trial.writer(store);
      const { build } = writer.lease;
      const names = [
        'b',
        'a',
        'B',
        'A',
        'a-',
        'a-b',
        'a_b',
        'a.b',
        '1',
        '10',
        '2',
        'ab',
        'aB',
        'Zz',
      ];
      const many = Array.from({ length: 100 }, (_, at) => `n${at}`);
      const rows = [...names, ...many].map((id) => row(id, { id }, { account: id, values: [id] }));
      await writer.write({ rows: [...rows, gone('gone')] });
      const sorted = rows.toSorted((one, other) =>
        Buffer.compare(Buffer.from(one.key), Buffer.from(other.key)),
      );
      for (const limit of [1, 7, 113, 1_000]) {
        assert.deepEqual(await pages((after) => store.page(build, after, limit), limit), sorted);
      }
      assert.deepEqual(
        (await store.page(build, key('a-'), 1)).map((at) => at.key),
        [key('a-b')],
      );
      const other: Build = await store.begin(trial.model, 2);
      assert.deepEqual(await store.page(other, undefined, 10), []);
    },
  ),

  clause(
    'what rows are found under is told in the order of bytes, each value of a row once',
    async (trial) => {
      const store = await trial.open();
      const writer = await trial.writer(store);
      const { build } = writer.lease;
      const values = ['b', 'a', 'B', 'a b', 'é', 'z', '\u{1F600}', '\uFB01', '10', '2'];
      const lost = { account: 'one', values: ['x', 'lost', 'x'] };
      await writer.write({ rows: [row('a', {}, lost), row('b', {}, { values }), row('c')] });
      await writer.write({
        rows: [row('a', {}, { account: 'two', values: ['x'] }), row('d', {}, { values: ['x'] })],
      });
      await writer.write({ rows: [row('e', {}, { values: ['x'] })] });
      // The mark of a key that waits is found even where its row is gone.
      await writer.write({ rows: [gone('e', { values: ['x'] })] });
      const other = await trial.writer(store, await store.begin(trial.model, 2));
      await other.write({ rows: [row('elsewhere', {}, { values: ['x'] })] });
      const sorted = [...values.map((value) => [value, 'b']), ['x', 'a'], ['x', 'd'], ['x', 'e']]
        .map(([value = '', id = '']) => ({ value, key: key(id), isRight: true }))
        .toSorted((one, next) => Buffer.compare(Buffer.from(one.value), Buffer.from(next.value)));
      for (const limit of [1, 5, 100]) {
        const all: FiledRow[] = [];
        for (;;) {
          const next = await store.filed(build, all.at(-1), limit);
          assert.ok(next.length <= limit && all.length <= 100);
          all.push(...next);
          if (next.length === 0) break;
        }
        assert.deepEqual(all, sorted);
      }
    },
  ),
];

const is =
  (id: string) =>
  (kept: KeptRow): boolean =>
    kept.key === key(id);

const summary = (rows: ReadonlyArray<KeptRow>): Record<string, unknown> =>
  Object.fromEntries(rows.map((kept) => [kept.key.replace('Thing-', ''), fieldOf(kept, 'at')]));

const pages = async (
  page: (after: KeptRow['key'] | undefined) => Promise<ReadonlyArray<KeptRow>>,
  limit: number,
): Promise<ReadonlyArray<KeptRow>> => {
  const all: KeptRow[] = [];
  for (;;) {
    const next = await page(all.at(-1)?.key);
    assert.ok(next.length <= limit, 'a page holds no more than was asked for');
    all.push(...next);
    assert.ok(all.length <= 1_000, 'pages come to an end');
    if (next.length === 0) return all;
  }
};
