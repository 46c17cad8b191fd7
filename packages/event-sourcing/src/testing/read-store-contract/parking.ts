import assert from 'node:assert/strict';
import type { Build, ParkedKey, ReadStore } from '../../read-store/read-store.js';
import { clause, type ReadStoreClause } from './clause.js';
import { found, ids, microsoft } from './reading.js';
import { long } from './trial.js';
import { key, parked, positionAt, row } from './writer.js';

export const parking: ReadonlyArray<ReadStoreClause> = [
  clause('what is said of a parked key comes back', async (trial) => {
    const [store, other] = [await trial.open(), await trial.open()];
    const writer = await trial.writer(store);
    const { build } = writer.lease;
    const keys: ReadonlyArray<ParkedKey> = [
      parked('a'),
      parked('b', {
        account: 'one',
        cause: 'Hung',
        waiting: 5_000_000_000,
        revision: 5_000_000_001,
      }),
      parked('c', {
        cause: 'TooLarge',
        type: '',
        reason: 'a "row" of 2 MiB: \'\\%\u2028\u{1f600}',
      }),
      parked('d', { cause: 'ValueRefused', position: positionAt(12) }),
      parked('e', { cause: 'Unreadable', retryAsked: true }),
    ];
    await writer.write({ parked: keys });
    assert.deepEqual(await parkedOf(other, build), keys);
    assert.equal((await trial.statusOf(other, build)).parked, keys.length);
    assert.deepEqual(await parkedOf(store, await store.begin(trial.model, 2)), []);
  }),

  clause('a key is parked on with more waiting, and its row stays as it was', async (trial) => {
    const store = await trial.open();
    const writer = await trial.writer(store);
    const { build } = writer.lease;
    await writer.write({ rows: [row('a', { at: 1 }), row('b', { at: 1 })] });
    await writer.write({ rows: [row('b', { at: 2 })], parked: [parked('a'), parked('b')] });
    await writer.write({ parked: [parked('a', { waiting: 4 })] });
    assert.deepEqual(await parkedOf(store, build), [parked('a', { waiting: 4 }), parked('b')]);
    const rows = await store.load(build, [key('a'), key('b')]);
    assert.deepEqual([rows.get(key('a'))?.data, rows.get(key('b'))?.data], [{ at: 1 }, { at: 2 }]);
    assert.equal((await trial.statusOf(store, build)).parked, 2);
  }),

  clause('a key is whole again by the commit that says so', async (trial) => {
    const store = await trial.open();
    const writer = await trial.writer(store);
    const { build } = writer.lease;
    await writer.write({ parked: [parked('a'), parked('b'), parked('c')] });
    await writer.write({ rows: [row('a')], unparked: [key('a'), key('never')] });
    assert.deepEqual(await parkedOf(store, build), [parked('b'), parked('c')]);
    await writer.write({ parked: [parked('d')], unparked: [key('b'), key('c')] });
    assert.deepEqual(await parkedOf(store, build), [parked('d')]);
    await writer.write({ parked: [parked('a', { revision: 9 })] });
    assert.deepEqual(await parkedOf(store, build), [parked('a', { revision: 9 }), parked('d')]);
  }),

  clause(
    'what an operator wants tried again is told to the holder until it is answered',
    async (trial) => {
      const [store, operator] = [await trial.open(), await trial.open()];
      const writer = await trial.writer(store);
      const { build } = writer.lease;
      const asked = async () => (await store.renew(writer.lease, long))?.retry.toSorted();
      await writer.write({ parked: [parked('a'), parked('b'), parked('c')] });
      assert.deepEqual(await asked(), []);
      await operator.askRetry(build, [key('a'), key('never'), key('b')]);
      await operator.askRetry(build, []);
      assert.deepEqual(await asked(), [key('a'), key('b')]);
      assert.deepEqual(
        (await parkedOf(operator, build)).map(({ retryAsked }) => retryAsked === true),
        [true, true, false],
      );
      await writer.write({ parked: [parked('a', { waiting: 2 })] });
      assert.deepEqual(await asked(), [key('a'), key('b')], 'leaving it out lets it be as it is');
      await writer.write({ parked: [parked('a', { waiting: 3, retryAsked: false })] });
      assert.deepEqual(await asked(), [key('b')], 'false is the answer to it');
      await writer.write({ unparked: [key('b')] });
      assert.deepEqual(await asked(), []);
      await writer.write({ parked: [parked('b')] });
      assert.deepEqual(await asked(), [], 'parked anew it was not asked for');
      assert.equal((await parkedOf(store, build)).length, 3);
    },
  ),

  clause('a batch in which five thousand keys are poison is one commit', async (trial) => {
    const store = await trial.open();
    const writer = await trial.writer(store);
    const { build } = writer.lease;
    const keys = Array.from({ length: 5_000 }, (_, at) => parked(`n${at}`));
    const names = keys.map(({ key: name }) => name);
    await writer.write({ parked: keys });
    assert.equal((await store.parked(build)).length, keys.length);
    await store.askRetry(build, names);
    assert.equal((await store.renew(writer.lease, long))?.retry.length, keys.length);
    await writer.write({ unparked: names.slice(1) });
    assert.deepEqual(await parkedOf(store, build), [parked('n0', { retryAsked: true })]);
  }),

  clause('readings say which of their keys wait, changed since or not', async (trial) => {
    const [store, reader] = [await trial.open(), await trial.openForQueries()];
    const writer = await trial.writer(store);
    const { build } = writer.lease;
    const one = { account: 'one', values: ['x'] };
    await writer.write({ rows: [row('a', {}, one), row('b', {}, one), row('c')] });
    const before = await reader.read(microsoft, (rows) => rows.live([trial.model]));
    const since = before.get(trial.model)?.changes;
    const keys = [parked('a', { account: 'one' }), parked('c'), parked('d', { account: 'one' })];
    await writer.write({ parked: [...keys, parked('e'), parked('f', { account: 'two' })] });
    const marks = async (
      ...[selection, from]: [{ account: string } | 'nobodys' | 'all', number?]
    ) => ids((await found(reader, microsoft, (rows) => rows.of(build, selection, from))).parked);
    assert.deepEqual(await marks('all'), ['a', 'c', 'd', 'e', 'f']);
    assert.deepEqual(await marks({ account: 'one' }), ['a', 'd']);
    assert.deepEqual(await marks({ account: 'one' }, since), ['a', 'd']);
    assert.deepEqual(await marks('nobodys'), ['c', 'e']);
    await writer.write();
    assert.deepEqual(await marks('all', (since ?? 0) + 1), ['a', 'c', 'd', 'e', 'f']);
    const under = await found(reader, microsoft, (rows) => rows.under(build, 'x'));
    assert.deepEqual(under.parked, [parked('a', { account: 'one' })]);
    assert.deepEqual(ids(under.rows), ['a', 'b']);
  }),
];

const parkedOf = async (store: ReadStore, build: Build): Promise<ReadonlyArray<ParkedKey>> =>
  (await store.parked(build)).toSorted((one, other) => (one.key < other.key ? -1 : 1));
