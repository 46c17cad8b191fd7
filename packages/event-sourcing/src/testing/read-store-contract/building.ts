import assert from 'node:assert/strict';
import type { Position } from '../../envelope.js';
import type { Build, BuildStage, ReadStore } from '../../read-store/read-store.js';
import { clause, type ReadStoreClause } from './clause.js';
import { meanwhile } from './meanwhile.js';
import { idsOf, microsoft } from './reading.js';
import type { Trial } from './trial.js';
import { commit, key, row } from './writer.js';

export const building: ReadonlyArray<ReadStoreClause> = [
  clause('a model gets its first build, live, once, however many ask at once', async (trial) => {
    const stores = await Promise.all([trial.open(), trial.open(), trial.open()]);
    const other = `${trial.model}-other`;
    const models = [
      { model: trial.model, schema: 5 },
      { model: other, schema: 6 },
    ];
    const answers = await Promise.all(
      Array.from({ length: 9 }, (_, at) => at).map((at) => pick(stores, at).builds(models)),
    );
    for (const answer of answers) {
      const builds = answer.map(({ build, stage }) => ({ ...build, stage }));
      assert.deepEqual(sorted(builds), [
        { model: trial.model, build: 1, schema: 5, stage: 'live' },
        { model: other, build: 1, schema: 6, stage: 'live' },
      ]);
    }
    await pick(stores, 0).builds([{ model: trial.model, schema: 8 }]);
    assert.deepEqual(await stages(trial, pick(stores, 1)), ['1 live']);
  }),

  clause(
    'builds answers what status does of the models asked for, and of no others',
    async (trial) => {
      const store = await trial.open();
      await trial.live(store, `${trial.model}-other`);
      await trial.live(store);
      await store.begin(trial.model, 2);
      const builds = await store.builds([{ model: trial.model, schema: 1 }]);
      const byNumber = builds.toSorted((one, next) => one.build.build - next.build.build);
      assert.deepEqual(byNumber, await trial.status(store));
      assert.deepEqual(
        byNumber.map(({ build }) => build),
        [1, 2].map((number) => ({ model: trial.model, build: number, schema: number })),
      );
    },
  ),

  clause('a new build is numbered above all that the model ever had', async (trial) => {
    const store = await trial.open();
    assert.equal((await trial.live(store)).build, 1);
    const begun = await store.begin(trial.model, 1);
    assert.deepEqual(begun, { model: trial.model, build: 2, schema: 1 });
    const newest = await store.begin(trial.model, 2);
    await store.drop(newest);
    assert.equal((await (await trial.open()).begin(trial.model, 2)).build, 4);
    assert.deepEqual(await stages(trial, store), ['1 live', '2 building', '4 building']);
    const other = await store.begin(`${trial.model}-other`, 3);
    assert.equal(other.build, 1);
    assert.equal((await trial.statusOf(store, other)).stage, 'live', 'as the model had none');
  }),

  clause('builds that are begun at once have each a number of their own', async (trial) => {
    const stores = await Promise.all([trial.open(), trial.open(), trial.open()]);
    await trial.live(pick(stores, 0));
    const begun = await Promise.all(
      Array.from({ length: 6 }, (_, at) => pick(stores, at).begin(trial.model, 2)),
    );
    assert.deepEqual(new Set(begun.map(({ build }) => build)), new Set([2, 3, 4, 5, 6, 7]));
  }),

  clause(
    'begun once, by many at once, is one build; it is the newest of its schema',
    async (trial) => {
      const stores = await Promise.all([trial.open(), trial.open(), trial.open()]);
      const store = pick(stores, 0);
      const live = await trial.live(store);
      const begun = await Promise.all(
        Array.from({ length: 6 }, (_, at) =>
          pick(stores, at).begin(trial.model, 2, { once: true }),
        ),
      );
      for (const build of begun)
        assert.deepEqual(build, { model: trial.model, build: 2, schema: 2 });
      assert.deepEqual(await store.begin(trial.model, 1, { once: true }), live);
      const newest = await store.begin(trial.model, 2);
      assert.deepEqual(await store.begin(trial.model, 2, { once: true }), newest);
      assert.deepEqual(await stages(trial, store), ['1 live', '2 building', '3 building']);
    },
  ),

  clause('each build of a model has rows and a checkpoint of its own', async (trial) => {
    const store = await trial.open();
    const live = await trial.writer(store);
    const next = await trial.writer(store, await store.begin(trial.model, 2));
    const other = await trial.writer(store, await trial.live(store, `${trial.model}-other`));
    await live.write({ rows: [row('same', { of: 'live' }), row('more')] });
    await next.write();
    await next.write({ rows: [row('same', { of: 'next' })] });
    await other.write({ rows: [row('same', { of: 'other' })] });
    for (const [{ lease, position }, of] of [
      [live, 'live'],
      [next, 'next'],
      [other, 'other'],
    ] as const) {
      assert.deepEqual((await store.load(lease.build, [key('same')])).get(key('same'))?.data, {
        of,
      });
      const { checkpoint, rows } = await trial.statusOf(store, lease.build);
      assert.deepEqual([checkpoint?.position, rows], [position, of === 'live' ? 2 : 1]);
    }
  }),

  clause(
    'a promotion makes a build live and keeps the one before, which rolls it back',
    async (trial) => {
      const [store, reader] = [await trial.open(), await trial.openForQueries()];
      const live = await trial.live(store);
      await (await trial.writer(store, live)).write({ rows: [row('old')] });
      const next = await store.begin(trial.model, 2);
      const writer = await trial.writer(store, next);
      await writer.write({ rows: [row('new')] });
      assert.deepEqual(await liveOf(reader, trial), live);
      assert.equal(await store.promote(next), true);
      assert.deepEqual(await stages(trial, store), ['1 kept', '2 live']);
      assert.deepEqual(await liveOf(reader, trial), next);
      assert.deepEqual(await idsOf(store, live), ['old']);
      await (await trial.writer(store, live)).write({ rows: [row('upkept')] });
      await writer.write({ rows: [row('newer')] });
      assert.equal(await store.promote(live), true);
      assert.deepEqual(await stages(trial, store), ['1 live', '2 kept']);
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
    assert.deepEqual(await stages(trial, store), ['1 live', '2 building']);
    assert.equal(await both(undefined, 'a'), true);
    assert.deepEqual(await stages(trial, store), ['1 kept', '2 live']);
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
      assert.deepEqual(await stages(trial, store), ['1 live']);
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
    const { lease, ...gone } = await trial.writer(store, await store.begin(trial.model, 2));
    await gone.write({ rows: [row('gone')] });
    await store.drop(lease.build);
    assert.deepEqual(await stages(trial, store), ['1 live']);
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
    assert.deepEqual(await stages(trial, store), ['1 live']);
  }),
];

const pick = (stores: ReadonlyArray<ReadStore>, at: number): ReadStore => {
  const store = stores[at % stores.length];
  assert.ok(store);
  return store;
};

const sorted = (
  builds: ReadonlyArray<Build & { readonly stage: BuildStage }>,
): ReadonlyArray<Build> => builds.toSorted((one, other) => (one.model < other.model ? -1 : 1));

const stages = async (trial: Trial, store: ReadStore): Promise<ReadonlyArray<string>> =>
  (await trial.status(store)).map(({ build, stage }) => `${build.build} ${stage}`);

const liveOf = (reader: ReadStore, { model }: Trial): Promise<Build | undefined> =>
  reader.read(microsoft, async ({ live }) => (await live([model])).get(model)?.build);

/** Moves the checkpoint to where a real store's never goes. */
const move = async (
  writer: Pick<Awaited<ReturnType<Trial['writer']>>, 'store' | 'lease' | 'position'>,
  to: string | undefined,
): Promise<void> => {
  if (to === undefined) return;
  const position = to as Position;
  assert.ok(await writer.store.commit(writer.lease, commit(writer.position, position)));
  writer.position = position;
};
