import assert from 'node:assert/strict';
import { clause, type ReadStoreClause } from './clause.js';
import { idsOf } from './reading.js';
import type { Trial } from './trial.js';
import { gone, key, parked, positionAt, row, Writer } from './writer.js';

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

export const committing: ReadonlyArray<ReadStoreClause> = [
  clause('a commit changes rows, parked keys, checkpoint and counts', async (trial) => {
    const [store, other] = [await trial.open(), await trial.open()];
    const writer = await trial.writer(store);
    const { build } = writer.lease;
    const empty = await trial.statusOf(other, build);
    assert.deepEqual([empty.checkpoint, empty.rows, empty.parked], [undefined, 0, 0]);
    await writer.write({ handled: { applied: 3, ignored: 2, foreign: 1 } });
    const next = writer.next({
      rows: [row('a'), row('b'), gone('c')],
      parked: [parked('p')],
      handled: { applied: 10, ignored: 20, foreign: 30 },
    });
    await writer.write(next);
    const status = await trial.statusOf(other, build);
    assert.deepEqual(status.checkpoint, next.checkpoint);
    assert.deepEqual([status.rows, status.parked], [2, 1]);
    assert.deepEqual(status.handled, { applied: 13, ignored: 22, foreign: 31 });
    assert.match(status.committedAt ?? '', instant);
    assert.match(status.polledAt ?? '', instant);
    assert.deepEqual(await idsOf(other, build), ['a', 'b']);
  }),

  clause('a commit from another position than the checkpoint changes nothing', async (trial) => {
    const store = await trial.open();
    const writer = await trial.writer(store);
    const { build } = writer.lease;
    const from = async (position: Writer['position']): Promise<void> => {
      const stranger = new Writer(store, writer.lease);
      stranger.position = position;
      await changesNothing(trial, stranger, () => stranger.attempt(changes));
    };
    await from(positionAt(1));
    await writer.write({ rows: [row('a')], parked: [parked('p')] });
    await writer.write();
    for (const position of [undefined, positionAt(1), positionAt(3)]) await from(position);
    await writer.write({ rows: [row('b')] });
    assert.deepEqual(await idsOf(store, build), ['a', 'b']);
  }),

  clause('of two commits from one position exactly one is done', async (trial) => {
    const [store, other] = [await trial.open(), await trial.open()];
    const one = await trial.writer(store);
    const two = new Writer(other, one.lease);
    for (let round = 0; round < 5; round++) {
      const [first, second] = await Promise.all([
        one.attempt({ rows: [row(`one${round}`)], handled: applied(1) }),
        two.attempt({ rows: [row(`two${round}`)], handled: applied(1) }),
      ]);
      assert.ok(first !== second, `${String(first)} and ${String(second)}`);
      const rows = await idsOf(store, one.lease.build);
      assert.equal(rows.includes(`one${round}`), first);
      assert.equal(rows.includes(`two${round}`), second);
      two.position = one.position = first ? one.position : two.position;
    }
    const { handled } = await trial.statusOf(store, one.lease.build);
    assert.deepEqual(handled, applied(5));
  }),

  clause(
    'a commit with a row that JSON cannot hold changes nothing, and the next is done',
    async (trial) => {
      const store = await trial.open();
      const writer = await trial.writer(store);
      await writer.write({ rows: [row('a')], parked: [parked('p')] });
      const cycle: { self?: object } = {};
      cycle.self = cycle;
      for (const data of [{ of: 1n }, cycle, { of: Number.NaN }, { of: new Map() }, unwilling]) {
        const rows = [row('a', { changed: true }), row('b'), row('refused', data), row('c')];
        await changesNothing(trial, writer, async () => {
          const attempt = writer.attempt({ ...changes, rows });
          await assert.rejects(attempt, { _tag: 'ValueRefused', name: 'ValueRefused' });
          return false;
        });
      }
      await writer.write({ rows: [row('b')] });
      assert.deepEqual(await idsOf(store, writer.lease.build), ['a', 'b']);
    },
  ),

  clause('a row is written, written over, removed, and there again', async (trial) => {
    const [store, other] = [await trial.open(), await trial.open()];
    const writer = await trial.writer(store);
    const { build } = writer.lease;
    const versions = [
      { ...row('a', { at: 1 }, { account: 'one', values: ['x', 'y'] }), revision: 1 },
      { ...row('a', { at: 2 }), position: positionAt(22), revision: 5_000_000_000 },
      { ...gone('a', { account: 'two' }), position: positionAt(33), revision: 7 },
      { ...row('a', { at: 4 }, { account: 'two', values: ['z'] }), revision: 8 },
    ];
    for (const version of versions) {
      await writer.write({ rows: [version, row('b')] });
      assert.deepEqual((await other.load(build, [version.key])).get(version.key), version);
      assert.deepEqual(await idsOf(other, build), version.data === undefined ? ['b'] : ['a', 'b']);
    }
  }),

  clause('what is loaded is what is kept of the keys asked for', async (trial) => {
    const store = await trial.open();
    const writer = await trial.writer(store);
    const { build } = writer.lease;
    const rows = [row('a'), gone('b'), row('c'), row('A'), row('a_b')];
    await writer.write({ rows });
    assert.equal((await store.load(build, [])).size, 0);
    const asked = ['a', 'b', 'never', 'a'].map(key);
    const loaded = await store.load(build, asked);
    assert.deepEqual([...loaded.keys()].toSorted(), ['Thing-a', 'Thing-b']);
    for (const at of rows) {
      assert.deepEqual(loaded.get(at.key), asked.includes(at.key) ? at : undefined);
    }
  }),

  clause('a batch of five thousand rows is one commit, and is loaded at once', async (trial) => {
    const store = await trial.open();
    const writer = await trial.writer(store);
    const { build } = writer.lease;
    const rows = Array.from({ length: 5_000 }, (_, at) => row(`n${at}`, { at }));
    await writer.write({ rows });
    await writer.write({ rows: rows.map((at) => ({ ...at, revision: 1 })) });
    const loaded = await store.load(build, [key('none'), ...rows.map((at) => at.key)]);
    assert.equal(loaded.size, rows.length);
    for (const { key: of, data } of rows) {
      const kept = loaded.get(of);
      assert.ok(kept?.revision === 1 && JSON.stringify(kept.data) === JSON.stringify(data), of);
    }
    assert.equal((await trial.statusOf(store, build)).rows, rows.length);
  }),
];

const applied = (count: number) => ({ applied: count, ignored: 0, foreign: 0 });

const changes = {
  rows: [row('a', { changed: true }), row('changed')],
  parked: [parked('changed')],
  unparked: [key('p')],
  handled: applied(1),
};

/** What is seen of a build stays as it was. */
const changesNothing = async (
  trial: Trial,
  { store, lease: { build } }: Writer,
  attempt: () => Promise<boolean>,
): Promise<void> => {
  const seen = async () => {
    const { committedAt, checkpoint, rows, handled } = await trial.statusOf(store, build);
    const page = await store.page(build, undefined, 100);
    return { committedAt, checkpoint, rows, handled, page, parked: await store.parked(build) };
  };
  const before = await seen();
  assert.equal(await attempt(), false);
  assert.deepEqual(await seen(), before);
};

/** Nothing can be written of it, whoever tries. */
const unwilling = {
  toJSON: (): never => {
    throw new TypeError('it has no JSON');
  },
};
