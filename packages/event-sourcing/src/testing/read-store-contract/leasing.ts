import assert from 'node:assert/strict';
import type { Halt } from '../../read-store/read-store.js';
import { clause, type ReadStoreClause } from './clause.js';
import { idsOf } from './reading.js';
import { long } from './trial.js';
import { parked, row, Writer } from './writer.js';

const poisoned: Halt = { cause: 'Poisoned', reason: 'an event threw' };

export const leasing: ReadonlyArray<ReadStoreClause> = [
  clause('a lease tells where to go on', async (trial) => {
    const [store, other] = [await trial.open(), await trial.open()];
    const build = await trial.live(store);
    const first = await store.claim(build, 'first', long);
    assert.ok(first);
    const { epoch } = first;
    assert.deepEqual(first, { build, holder: 'first', epoch, parked: [] });
    const writer = new Writer(store, first);
    const next = writer.next({ parked: [parked('a'), parked('b', { retryAsked: true })] });
    assert.ok(await store.commit(first, next));
    await store.release(first);
    const second = await other.claim(build, 'second', long);
    assert.ok(second);
    assert.deepEqual(second.checkpoint, next.checkpoint);
    assert.deepEqual(
      second.parked.toSorted((one, two) => (one.key < two.key ? -1 : 1)),
      next.parked,
    );
    assert.ok(second.epoch > epoch, 'each taking over raises the epoch');
  }),

  clause(
    'a lease keeps others out until its time is over; then it is taken over',
    async (trial) => {
      const [store, other] = [await trial.open(), await trial.open()];
      const build = await trial.live(store);
      const held = await store.claim(build, 'first', long);
      assert.ok(held);
      assert.equal(await other.claim(build, 'second', 1), undefined);
      assert.equal(await store.claim(build, 'third', 1), undefined);
      assert.ok(await store.renew(held, 30));
      await trial.pass(30);
      const taken = await trial.eventually('taking over', () => other.claim(build, 'second', long));
      assert.ok(taken.epoch > held.epoch);
      assert.equal(await store.claim(build, 'first', 1), undefined);
      const { lease } = await trial.statusOf(store, build);
      assert.deepEqual([lease?.holder, lease?.epoch], ['second', taken.epoch]);
    },
  ),

  clause('a lease that is renewed lasts on, and its time counts from then', async (trial) => {
    const [store, other] = [await trial.open(), await trial.open()];
    const build = await trial.live(store);
    const lease = await store.claim(build, 'first', 40);
    assert.ok(lease);
    assert.deepEqual(await store.renew(lease, long), { paused: false, retry: [] });
    await trial.pass(60);
    assert.equal(await other.claim(build, 'second', 1), undefined);
    const { lease: status } = await trial.statusOf(other, build);
    assert.ok(status && status.expiresInMs > 0 && status.expiresInMs <= long);
  }),

  clause(
    'renewing says that the holder polled, though there was nothing to write',
    async (trial) => {
      const [store, other] = [await trial.open(), await trial.open()];
      const { lease } = await trial.writer(store);
      const polled = async (): Promise<string> => {
        assert.ok(await store.renew(lease, long));
        const { polledAt = 'never', committedAt } = await trial.statusOf(other, lease.build);
        assert.equal(committedAt, undefined);
        return polledAt;
      };
      const first = await polled();
      await trial.pass(20);
      assert.ok((await polled()) > first);
    },
  ),

  clause('a lease whose time is over holds while nobody took over', async (trial) => {
    const [store, other] = [await trial.open(), await trial.open()];
    const build = await trial.live(store);
    const lease = await store.claim(build, 'first', 1);
    assert.ok(lease);
    await trial.pass(20);
    const { lease: status } = await trial.statusOf(other, build);
    assert.ok(status && status.expiresInMs <= 0, 'it may be taken over');
    await new Writer(store, lease).write({ rows: [row('late')] });
    assert.ok(await store.renew(lease, long));
    assert.equal(await other.claim(build, 'second', 1), undefined);
  }),

  clause('releasing frees at once, and the lease is lost', async (trial) => {
    const [store, other] = [await trial.open(), await trial.open()];
    const writer = await trial.writer(store);
    const { lease } = writer;
    await writer.write();
    await store.release(lease);
    assert.equal((await trial.statusOf(store, lease.build)).lease, undefined);
    assert.equal(await writer.attempt({ rows: [row('late')] }), false);
    assert.equal(await store.renew(lease, long), undefined);
    assert.equal(await store.halt(lease, poisoned), false);
    const next = await other.claim(lease.build, 'second', long);
    assert.ok(next && next.epoch > lease.epoch);
    await store.release(lease);
    assert.ok(await other.renew(next, long), 'what was released cannot be released again');
  }),

  clause('a holder takes over from itself', async (trial) => {
    const store = await trial.open();
    const before = await trial.writer(store);
    const after = await trial.writer(store);
    assert.ok(after.lease.epoch > before.lease.epoch);
    assert.equal(await before.attempt({ rows: [row('before')] }), false);
    await after.write({ rows: [row('after')] });
    assert.deepEqual(await idsOf(store, after.lease.build), ['after']);
  }),

  clause('of those who claim at the same instant exactly one gets the lease', async (trial) => {
    const stores = await Promise.all(Array.from({ length: 4 }, trial.open));
    const [store] = stores;
    assert.ok(store);
    const build = await trial.live(store);
    let epoch = -1;
    for (let round = 0; round < 5; round++) {
      const claims = await Promise.all(
        [...stores, ...stores].map((at, holder) => at.claim(build, `${round}.${holder}`, long)),
      );
      const [won, ...others] = claims.filter((claim) => claim !== undefined);
      assert.ok(won && others.length === 0, `${others.length + 1} have the lease`);
      assert.ok(won.epoch > epoch);
      epoch = won.epoch;
      // By turns given up and run out.
      if (round % 2 === 0) await store.release(won);
      else await store.renew(won, 1).then(() => trial.pass(20));
    }
  }),

  clause('each build has a lease of its own', async (trial) => {
    const store = await trial.open();
    const live = await trial.writer(store, undefined, 'one');
    const next = await trial.writer(store, await store.begin(trial.model, 2), 'another');
    const other = await trial.live(store, `${trial.model}-other`);
    await trial.writer(store, other, 'a third');
    await live.write();
    await next.write();
    await store.release(next.lease);
    assert.ok(await store.renew(live.lease, long));
    assert.equal(await store.claim(live.lease.build, 'another', long), undefined);
  }),
];
