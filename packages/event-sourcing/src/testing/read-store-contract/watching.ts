import assert from 'node:assert/strict';
import type { ReadStore } from '../../read-store/read-store.js';
import { clause, type ReadStoreClause } from './clause.js';
import type { Trial } from './trial.js';
import { row } from './writer.js';

export const watching: ReadonlyArray<ReadStoreClause> = [
  clause('who watches hears of every commit and promotion, by whichever handle', async (trial) => {
    const [store, other] = [await trial.open(), await trial.openForQueries()];
    const [live, near, far] = [await trial.writer(store), ear(store), ear(other)];
    const heard = async (what: string, change: () => Promise<unknown>): Promise<void> => {
      const before = [near.calls(), far.calls()];
      await change();
      for (const [at, { calls }] of [near, far].entries()) {
        await trial.eventually(
          `hearing of ${what}`,
          async () => calls() > (before[at] ?? 0) || undefined,
        );
      }
    };
    await warm(trial, live.store, [near, far]);
    await heard('a commit', () => live.write({ rows: [row('a')] }));
    await heard('a commit without rows', () => live.write());
    const next = await trial.writer(store, await store.begin(trial.model, 2));
    await heard('a build that catches up', async () => {
      for (let at = 0; at < 2; at++) await next.write();
    });
    await heard('a promotion', () => store.promote(next.lease.build));
  }),

  clause('who stops watching is called no more, and others are', async (trial) => {
    const [store, other] = [await trial.open(), await trial.openForQueries()];
    const writer = await trial.writer(store);
    const [stopped, going] = [ear(other), ear(other)];
    await warm(trial, store, [stopped, going]);
    stopped.stop();
    stopped.stop();
    const before = stopped.calls();
    for (let round = 0; round < 3; round++) {
      const heard = going.calls();
      await writer.write({ rows: [row('a', { round })] });
      await trial.eventually('hearing', async () => going.calls() > heard || undefined);
    }
    assert.equal(stopped.calls(), before);
  }),
];

interface Ear {
  readonly calls: () => number;
  readonly stop: () => void;
}

const ear = (store: ReadStore): Ear => {
  let calls = 0;
  const stop = store.watch(() => void calls++);
  return { calls: () => calls, stop };
};

/** Watching may take a moment to begin: commits to another model until everybody has heard of one. */
const warm = async (trial: Trial, store: ReadStore, ears: ReadonlyArray<Ear>): Promise<void> => {
  const writer = await trial.writer(store, await trial.live(store, `${trial.model}-warm`));
  await trial.eventually('hearing for the first time', async () => {
    await writer.write({ rows: [row('warm')] });
    return ears.every(({ calls }) => calls() > 0) || undefined;
  });
};
