import assert from 'node:assert/strict';
import type { Build, BuildStage, ReadStore } from '../../read-store/read-store.js';
import { clause, type ReadStoreClause } from './clause.js';
import { key, row } from './writer.js';

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
    assert.deepEqual(await trial.stages(pick(stores, 1)), ['1 live']);
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
    assert.deepEqual(await trial.stages(store), ['1 live', '2 building', '4 building']);
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
      assert.deepEqual(await trial.stages(store), ['1 live', '2 building', '3 building']);
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
];

const pick = (stores: ReadonlyArray<ReadStore>, at: number): ReadStore => {
  const store = stores[at % stores.length];
  assert.ok(store);
  return store;
};

const sorted = (
  builds: ReadonlyArray<Build & { readonly stage: BuildStage }>,
): ReadonlyArray<Build> => builds.toSorted((one, other) => (one.model < other.model ? -1 : 1));
