import assert from 'node:assert/strict';
import type { Build, Lease, ReadStore } from '../../read-store/read-store.js';
import { clause, type ReadStoreClause } from './clause.js';
import { idsOf, microsoft } from './reading.js';
import { key, row, Writer } from './writer.js';

export const closing: ReadonlyArray<ReadStoreClause> = [
  clause(
    'a closed store answers everything with ReadStoreUnavailable, and others go on',
    async (trial) => {
      const [store, other] = [await trial.open(), await trial.open()];
      const writer = await trial.writer(store);
      await writer.write({ rows: [row('a')] });
      let calls = 0;
      store.watch(() => void calls++);
      await store.close();
      await store.close();
      const before = calls;
      for (const [name, call] of Object.entries(everything(store, writer.lease))) {
        await assert.rejects(
          call(),
          { name: 'ReadStoreUnavailable', _tag: 'ReadStoreUnavailable' },
          name,
        );
      }
      store.watch(() => void calls++)();
      const next = new Writer(other, writer.lease);
      next.position = writer.position;
      await next.write({ rows: [row('b')] });
      assert.deepEqual(await idsOf(other, writer.lease.build), ['a', 'b']);
      assert.equal(calls, before, 'who watched a closed store is not called');
    },
  ),

  clause('what is under way when a store is closed settles', async (trial) => {
    const store = await trial.open();
    const { lease } = await trial.writer(store);
    const calls = [
      ...Object.values(everything(store, lease)).map((call) => call()),
      store.close(),
      store.close(),
    ];
    for (const settled of await Promise.allSettled(calls)) {
      if (settled.status === 'fulfilled') continue;
      assert.equal(Reflect.get(Object(settled.reason), '_tag'), 'ReadStoreUnavailable');
    }
  }),
];

/** A call of each method. */
const everything = (store: ReadStore, lease: Lease): Record<string, () => Promise<unknown>> => {
  const build: Build = lease.build;
  return {
    builds: () => store.builds([{ model: build.model, schema: 1 }]),
    claim: () => store.claim(build, 'holder', 1_000),
    renew: () => store.renew(lease, 1_000),
    load: () => store.load(build, [key('a')]),
    commit: () => new Writer(store, lease).attempt({ rows: [row('a')] }),
    status: () => store.status(),
    pause: () => store.pause(build, 'somebody', 'for a reason'),
    resume: () => store.resume(build),
    begin: () => store.begin(build.model, 1),
    promote: () => store.promote(build),
    drop: () => store.drop({ ...build, build: 99 }),
    parked: () => store.parked(build),
    askRetry: () => store.askRetry(build, [key('a')]),
    page: () => store.page(build, undefined, 1),
    filed: () => store.filed(build, undefined, 1),
    read: () => store.read(microsoft, ({ of }) => of(build, 'all')),
    halt: () => store.halt(lease, { cause: 'Poisoned', reason: '' }),
    release: () => store.release(lease),
  };
};
