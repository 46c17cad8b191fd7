import assert from 'node:assert/strict';
import type { Halt } from '../../read-store/read-store.js';
import { clause, type ReadStoreClause } from './clause.js';
import { idsOf } from './reading.js';
import { long } from './trial.js';
import { key, parked, row, Writer } from './writer.js';

const poisoned: Halt = { cause: 'Poisoned', reason: 'an event threw' };

/** Whose lease was taken over writes nothing; nor does anybody while an operator, or a fault, stops a build. */
export const fencing: ReadonlyArray<ReadStoreClause> = [
  clause('a zombie that wakes writes nothing', async (trial) => {
    const [store, other] = [await trial.open(), await trial.open()];
    const zombie = await trial.writer(store, undefined, 'zombie');
    await zombie.write({ rows: [row('a', { by: 'zombie' })], parked: [parked('p')] });
    const heir = await trial.heir(other, zombie.lease);
    const before = await trial.statusOf(store, heir.lease.build);
    const change = {
      rows: [row('a', { by: 'nobody' }), row('b')],
      parked: [parked('q')],
      unparked: [key('p')],
      handled: { applied: 1, ignored: 1, foreign: 1 },
    };
    assert.equal(await zombie.attempt(change), false, 'while the heir has written nothing');
    assert.deepEqual(await other.parked(heir.lease.build), [parked('p')]);
    await heir.write({ rows: [row('a', { by: 'heir' })] });
    assert.equal(await zombie.attempt(change), false);
    const writer = new Writer(store, { ...zombie.lease });
    writer.position = heir.position;
    assert.equal(await writer.attempt(change), false, 'not even from where the heir is');
    assert.deepEqual(await idsOf(store, heir.lease.build), ['a']);
    assert.deepEqual(await other.parked(heir.lease.build), [parked('p')]);
    const after = await trial.statusOf(store, heir.lease.build);
    assert.deepEqual(after.handled, before.handled);
    assert.equal(after.checkpoint?.position, heir.position);
    await heir.write({ rows: [row('c')] });
  }),

  clause('a zombie that wakes keeps, frees and halts nothing', async (trial) => {
    const [store, other] = [await trial.open(), await trial.open()];
    const { lease } = await trial.writer(store, undefined, 'zombie');
    const heir = await trial.heir(other, lease);
    assert.equal(await store.renew(lease, long), undefined);
    await store.release(lease);
    assert.equal(await store.halt(lease, poisoned), false);
    const status = await trial.statusOf(store, lease.build);
    assert.deepEqual([status.lease?.holder, status.halted], ['heir', undefined]);
    assert.equal(await store.claim(lease.build, 'zombie', 1), undefined);
    await heir.write();
    assert.ok(await other.renew(heir.lease, long));
  }),

  clause(
    'a paused build is claimed by nobody until it is resumed; its holder hears of it',
    async (trial) => {
      const [store, operator] = [await trial.open(), await trial.open()];
      const writer = await trial.writer(store);
      const { build } = writer.lease;
      await operator.pause(build, "Ann O'Neill", 'the disk is full');
      assert.deepEqual(await store.renew(writer.lease, long), { paused: true, retry: [] });
      await writer.write({ rows: [row('under.way')] });
      await store.release(writer.lease);
      assert.equal(await store.claim(build, 'writer', long), undefined);
      const { paused } = await trial.statusOf(store, build);
      assert.deepEqual([paused?.by, paused?.because], ["Ann O'Neill", 'the disk is full']);
      assert.match(paused?.since ?? '', instant);
      await operator.resume(build);
      assert.equal((await trial.statusOf(store, build)).paused, undefined);
      const again = await trial.writer(store, build);
      assert.deepEqual(await store.renew(again.lease, long), { paused: false, retry: [] });
      await again.write({ rows: [row('afterwards')] });
    },
  ),

  clause(
    'a halted build is claimed by nobody until it is resumed; its lease has ended',
    async (trial) => {
      const [store, operator] = [await trial.open(), await trial.open()];
      const writer = await trial.writer(store);
      const { build } = writer.lease;
      await writer.write();
      assert.equal(await store.halt(writer.lease, poisoned), true);
      assert.equal(await store.renew(writer.lease, long), undefined);
      assert.equal(await writer.attempt({ rows: [row('late')] }), false);
      assert.equal(await store.halt(writer.lease, { cause: 'UpgradeRequired', reason: '' }), false);
      assert.equal(await operator.claim(build, 'another', long), undefined);
      const { halted, lease } = await trial.statusOf(operator, build);
      assert.deepEqual([halted?.cause, halted?.reason], [poisoned.cause, poisoned.reason]);
      assert.match(halted?.since ?? '', instant);
      assert.equal(lease, undefined);
      await operator.resume(build);
      assert.equal((await trial.statusOf(operator, build)).halted, undefined);
      await (await trial.writer(operator, build, 'another')).write();
    },
  ),
];

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
