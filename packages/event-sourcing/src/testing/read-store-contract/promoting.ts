import assert from 'node:assert/strict';
import type { Position } from '../../envelope.js';
import type { Build, ReadStore } from '../../read-store/read-store.js';
import { clause, type ReadStoreClause } from './clause.js';
import { meanwhile } from './meanwhile.js';
import { idsOf, microsoft } from './reading.js';
import type { Trial } from './trial.js';
import { commit, key, row, type Writer } from './writer.js';

export const promoting: ReadonlyArray<ReadStoreClause> = [
  clause(
    'a promotion makes a build live and keeps the one before, which rolls it back',
    async (trial) => {
      const [store, reader] = [await trial.open(), await trial.openForQueries()];
      const live = await trial.live(store);
      const old = await trial.writer(store, live);
      await old.write({ rows: [row('old')] });
      const next = await store.begin(trial.model, 2);
      const writer = await trial.writer(store, next);
      await writer.write({ rows: [row('new')] });
      assert.deepEqual(await liveOf(reader, trial), live);
      assert.equal(await store.promote(next), true);
      assert.deepEqual(await trial.stages(store), ['1 kept', '2 live']);
      assert.deepEqual(await liveOf(reader, trial), next);
      assert.deepEqual(await idsOf(store, live), ['old']);
      await old.write({ rows: [row('upkept')] });
      await writer.write({ rows: [row('newer')] });
      assert.equal(await store.promote(live), true);
      assert.deepEqual(await trial.stages(store), ['1 live', '2 kept']);
      assert.deepEqual(await liveOf(reader, trial), live);
      assert.deepEqual(await idsOf(store, next), ['new', 'newer']);
    },
  ),

  clause('what is behind the live build is not promoted', async (trial) => {
    const store = await trial.open();
    const live = await trial.writer(store);
    const next = await trial.writer(store, await store.begin(trial.model, 2));
    const both = async (of: string | undefined, ours: string | undefined): Promise<boolean> => {
      await move(live, of);
      await move(next, ours);
      return store.promote(next.lease.build);
    };
    assert.equal(await both('1000', undefined), false, 'nothing was committed to it');
    assert.equal(await both(undefined, '0999'), false);
    assert.equal(await both('a', 'Z'), false, 'positions are in the order of their bytes');
    assert.deepEqual(await trial.stages(store), ['1 live', '2 building']);
    assert.equal(await both(undefined, 'a'), true);
    assert.deepEqual(await trial.stages(store), ['1 kept', '2 live']);
  }),

  clause('what was folded from another history holds nothing up', async (trial) => {
    const store = await trial.open();
    const live = await trial.writer(store);
    const next = await trial.writer(store, await store.begin(trial.model, 2));
    await move(live, '1000');
    await move(next, '0010');
    await store.halt(live.lease, { cause: 'HistoryDiverged', reason: 'restored' });
    assert.equal(await store.promote(next.lease.build), true);
    assert.deepEqual(await trial.stages(store), ['1 kept', '2 live']);
  }),

  clause(
    'what is no candidate is not promoted: the live build, a dropped one, none',
    async (trial) => {
      const store = await trial.open();
      const live = await trial.live(store);
      const dropped = await store.begin(trial.model, 2);
      await store.drop(dropped);
      const never = { ...live, build: 77 };
      const nobodys = { ...live, model: `${trial.model}-none` };
      for (const build of [live, dropped, never, nobodys]) {
        assert.equal(await store.promote(build), false);
      }
      assert.deepEqual(await trial.stages(store), ['1 live']);
      assert.deepEqual(await trial.status(store, nobodys.model), []);
    },
  ),

  clause('at every moment of many promotions exactly one build is live', async (trial) => {
    const [store, other, watcher] = [await trial.open(), await trial.open(), await trial.open()];
    const reader = await trial.openForQueries();
    const first = await trial.live(store);
    const second = await store.begin(trial.model, 2);
    const look = async () => {
      const builds = (await trial.status(watcher)).filter(({ stage }) => stage === 'live');
      assert.equal(builds.length, 1, 'live builds in the status');
      assert.ok(await liveOf(reader, trial), 'a reading finds the live build');
    };
    const promote = async () => {
      for (let round = 0; round < 10; round++) {
        await Promise.all([store.promote(second), other.promote(first), other.promote(second)]);
        await store.promote(first);
      }
    };
    await meanwhile(promote, look);
  }),

  clause('a dropped build is gone with its rows; the live one cannot be dropped', async (trial) => {
    const store = await trial.open();
    const live = await trial.writer(store);
    await live.write({ rows: [row('live')] });
    const gone = await trial.writer(store, await store.begin(trial.model, 2));
    const { lease } = gone;
    await gone.write({ rows: [row('gone')] });
    await store.drop(lease.build);
    assert.deepEqual(await trial.stages(store), ['1 live']);
    assert.deepEqual(await idsOf(store, lease.build), []);
    assert.equal((await store.load(lease.build, [key('gone')])).size, 0);
    assert.equal(await store.renew(lease, 1_000), undefined);
    assert.equal(await gone.attempt({ rows: [row('late')] }), false);
    assert.equal(await store.halt(lease, { cause: 'Poisoned', reason: '' }), false);
    await store.drop(live.lease.build);
    assert.deepEqual(await idsOf(store, live.lease.build), ['live']);
    await live.write();
  }),

  clause('what is said about a build that is not there changes nothing', async (trial) => {
    const store = await trial.open();
    const dropped = await store.begin(trial.model, 1).then(() => store.begin(trial.model, 2));
    await store.drop(dropped);
    for (const build of [dropped, { ...dropped, model: `${trial.model}-none` }]) {
      await store.pause(build, 'somebody', 'for a reason');
      await store.resume(build);
      await store.askRetry(build, [key('one')]);
      await store.drop(build);
      assert.equal(await store.claim(build, 'somebody', 1_000), undefined);
      assert.deepEqual(await store.parked(build), []);
      assert.deepEqual(await store.page(build, undefined, 10), []);
      assert.equal((await store.load(build, [key('one')])).size, 0);
      assert.deepEqual(await idsOf(store, build), []);
    }
    assert.deepEqual(await trial.stages(store), ['1 live']);
  }),
];

const liveOf = (reader: ReadStore, { model }: Trial): Promise<Build | undefined> =>
  reader.read(microsoft, async ({ live }) => (await live([model])).get(model)?.build);

/** Moves the checkpoint to where a real store's never goes. */
const move = async (writer: Writer, to: string | undefined): Promise<void> => {
  if (to === undefined) return;
  const position = to as Position;
  assert.ok(await writer.store.commit(writer.lease, commit(writer.position, position)));
  writer.position = position;
};
