import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Lease, ReadStore } from '@partner-incentives/event-sourcing';
import { Pool, type PoolClient } from 'pg';
import { postgresReadStore, type PostgresReadStoreOptions } from '../../src/index.js';
import {
  createPostgres,
  postgresForTests,
  type PostgresServer,
  type TestDatabase,
} from '../../src/testing/index.js';
import { Cable } from './cable.js';
import { runOn } from './postgres-roles.js';
import { untilTrue } from './until-true.js';
import { commitAt, leaseIn, microsoft, positionAt, stateOf } from './rows-of.js';

// Deadlines to catch what hangs: a server that comes back from a crash may take its time.
jest.setTimeout(60_000);

let database: TestDatabase;
let address: string;
beforeAll(async () => {
  database = await postgresForTests();
  address = database.connectionString;
});
afterAll(() => database.drop());

/** Whatever becomes of a test, nothing of it stays open. */
const opened: ReadStore[] = [];
const open = async (options: PostgresReadStoreOptions): Promise<ReadStore> => {
  const store = await postgresReadStore(options);
  opened.push(store);
  return store;
};
afterEach(async () => {
  await Promise.all(opened.splice(0).map((store) => store.close()));
});

const cables: Cable[] = [];
const cableTo = async (target: string): Promise<Cable> => {
  const cable = await Cable.to(target);
  cables.push(cable);
  return cable;
};
afterEach(async () => {
  await Promise.all(cables.splice(0).map((cable) => cable.remove()));
});

const unavailable = (reason: RegExp) => ({
  name: 'ReadStoreUnavailable',
  reason: expect.stringMatching(reason),
});

/** Tries again what was unavailable, as a worker does, until it is done or was done before. */
const untilDone = async (store: ReadStore, lease: Lease, count: number): Promise<boolean> => {
  for (let attempt = 0; ; attempt++) {
    try {
      return await store.commit(lease, commitAt(count));
    } catch (error) {
      expect(error).toMatchObject({ name: 'ReadStoreUnavailable' });
      if (attempt >= 100) throw error;
    }
  }
};

describe('a connection that is lost is ReadStoreUnavailable, and harmless:', () => {
  test('cut anywhere in a commit, it is there once or not at all, and trying again goes on', async () => {
    const cable = await cableTo(address);
    const direct = await open({ connectionString: address });
    const store = await open({ connectionString: cable.connectionString });
    const lease = await leaseIn(direct, 'cut');
    const [trials, outcomes] = [40, new Set<string>()];
    for (let count = 1; count <= trials; count++) {
      // Between nothing of it and more than all of it, there and back.
      cable.cutAfter(1 + Math.floor((count / trials) * 6_000));
      const answer = await store.commit(lease, commitAt(count)).catch((error: unknown) => {
        expect(error).toMatchObject({ name: 'ReadStoreUnavailable' });
        return 'unavailable';
      });
      cable.mend();
      const { applied } = await stateOf(direct, lease.build);
      const isThere = applied === count;
      expect(isThere || applied === count - 1).toBe(true);
      if (answer === true) expect(isThere).toBe(true);
      outcomes.add(`${answer}, ${isThere ? 'there' : 'not there'}`);
      expect(await untilDone(store, lease, count)).toBe(!isThere);
      expect(await stateOf(direct, lease.build)).toEqual({
        position: commitAt(count).checkpoint.position,
        applied: count,
        data: [{ count }],
      });
    }
    expect([...outcomes]).toContain('unavailable, not there');
  });

  test('gone dead without a word, it is noticed within the deadline, and another one serves', async () => {
    const cable = await cableTo(address);
    const store = await open({
      connectionString: cable.connectionString,
      deadlineMs: 300,
    });
    const lease = await leaseIn(store, 'dead');
    cable.die();
    await expect(store.commit(lease, commitAt(1))).rejects.toMatchObject(unavailable(/no answer/));
    await expect(store.status()).rejects.toMatchObject(unavailable(/./));
    cable.mend();
    const reading = store.read(microsoft, async (reader) => {
      cable.die();
      return reader.live(['dead']);
    });
    await expect(reading).rejects.toMatchObject(unavailable(/no answer/));
    cable.mend();
    expect(await untilDone(store, lease, 1)).toBe(true);
  });

  test('ended by the server between two uses, nobody notices', async () => {
    const store = await open({ connectionString: address });
    const lease = await leaseIn(store, 'ended');
    await runOn(address, [
      'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()',
    ]);
    expect(await untilDone(store, lease, 1)).toBe(true);
  });

  test('ended right when it is lent, before anybody else listens, the process lives on', async () => {
    const pool = new Pool({ connectionString: address });
    const store = await open({ pool });
    const ended: string[] = [];
    pool.once('acquire', (client: PoolClient) => {
      // After the pool has lent it, and before whoever waits for it goes on.
      process.nextTick(() => {
        client.emit('error', new Error('terminating connection due to administrator command'));
        ended.push('told');
      });
    });
    await store.status();
    expect(ended).toEqual(['told']);
    await store.close();
    // It ends before its connections do, and the server ends those when the database goes.
    pool.on('error', () => undefined);
    await pool.end();
  });
});

describe('a server that stops', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await createPostgres();
  });
  afterAll(() => server.remove());

  test.each(['fast', 'immediate'] as const)(
    '(%s) is ReadStoreUnavailable until it is back; what was committed before an order is there, and who watches hears on',
    async (how) => {
      const store = await open({
        connectionString: server.address('postgres'),
        netIntervalMs: 50,
      });
      const lease = await leaseIn(store, how);
      let news = 0;
      const stop = store.watch(() => news++);
      await store.commit(lease, commitAt(1));
      await store.resume(lease.build);
      await server.stop(how);
      await expect(store.commit(lease, commitAt(2))).rejects.toMatchObject(unavailable(/./));
      await expect(store.read(microsoft, (reader) => reader.live(['model']))).rejects.toMatchObject(
        unavailable(/cannot be reached|stopping|lost/),
      );
      await server.start();
      expect((await stateOf(store, lease.build)).data).toEqual([{ count: 1 }]);
      const other = await open({ connectionString: server.address('postgres') });
      const before = news;
      await other.commit(lease, commitAt(2));
      await untilTrue(() => news > before);
      stop();
    },
  );
});

describe('a server that crashes', () => {
  let server: PostgresServer;
  let itsAddress: string;
  beforeAll(async () => {
    server = await createPostgres();
    itsAddress = server.address('postgres');
    // What is not waited for is written in ten seconds: no crash comes too late.
    await runOn(itsAddress, [
      `alter system set wal_writer_delay = '10s'`,
      'select pg_reload_conf()',
    ]);
  });
  afterAll(() => server.remove());

  const crash = async () => {
    await server.stop('immediate');
    await server.start();
  };

  test('takes the last commits with it, whole; their lease is of no use any more, and the next does them again', async () => {
    const store = await open({ connectionString: itsAddress });
    const lease = await leaseIn(store);
    const { build } = lease;
    await store.commit(lease, commitAt(1));
    // An order is on the disk when it is answered, and with it all that came before.
    await store.resume(build);
    for (const count of [2, 3, 4]) expect(await store.commit(lease, commitAt(count))).toBe(true);
    const before = await store.read(microsoft, (reader) => reader.live(['model']));
    await crash();
    const left = { position: positionAt(1), applied: 1, data: [{ count: 1 }] };
    expect(await stateOf(store, build)).toEqual(left);
    expect(await untilDone(store, lease, 5)).toBe(false);
    expect(await stateOf(store, build)).toEqual(left);
    const again = await store.claim(build, lease.holder, 600_000);
    expect(again?.checkpoint?.position).toBe(positionAt(1));
    for (const count of [2, 3, 4]) await store.commit(again ?? lease, commitAt(count));
    const after = await store.read(microsoft, (reader) => reader.live(['model']));
    expect(after.get('model')?.changes).toBe(before.get('model')?.changes);
    expect(after.get('model')?.epoch).not.toBe(before.get('model')?.epoch);
  });

  test('takes nothing else: leases, stops, and which build is live are as they were answered', async () => {
    const store = await open({ connectionString: itsAddress });
    const { build } = await leaseIn(store, 'ordered');
    const next = await store.begin('ordered', 2);
    const lease = await store.claim(next, 'a holder', 600_000);
    await store.commit(lease ?? (await leaseIn(store)), commitAt(1));
    expect(await store.promote(next)).toBe(true);
    await store.pause(build, 'Ann', 'she looks into it');
    await crash();
    const other = await open({ connectionString: itsAddress });
    const statuses = await other.builds([{ model: 'ordered', schema: 1 }]);
    expect(statuses).toMatchObject([
      { build, stage: 'kept', paused: { by: 'Ann' }, lease: { epoch: 1 } },
      { build: next, stage: 'live', rows: 1, lease: { epoch: 1 }, handled: { applied: 1 } },
    ]);
  });
});

describe('what the server refuses changes nothing, and says why:', () => {
  const openImpatiently = () => open({ connectionString: address, deadlineMs: 500 });

  const failing = (model: string, code: string) => [
    `create function fail_${model}() returns trigger language plpgsql as $$ begin
       raise exception 'out of order' using errcode = '${code}'; end $$`,
    `create trigger fail_${model} before insert or update on incentives.rows
       for each row when (new.account = '${model}') execute function fail_${model}()`,
  ];

  test.each([
    ['diskfull', '53100', /its disk is full/],
    ['nomemory', '53200', /no room/],
    ['shutdown', '57P01', /stopping/],
    ['ioerror', '58030', /its disk failed it/],
    ['deadlock', '40P01', /in the way/],
    ['replica', '25006', /replica/],
  ])(
    '%s (%s) is ReadStoreUnavailable, and the same commit is done later',
    async (model, code, reason) => {
      const store = await openImpatiently();
      await runOn(address, failing(model, code));
      const lease = await leaseIn(store, model);
      const commit = commitAt(1, { account: model });
      const before = await stateOf(store, lease.build);
      await expect(store.commit(lease, commit)).rejects.toMatchObject(unavailable(reason));
      expect(await stateOf(store, lease.build)).toEqual(before);
      await runOn(address, [`drop trigger fail_${model} on incentives.rows`]);
      expect(await store.commit(lease, commit)).toBe(true);
    },
  );

  test('somebody who holds the row longer than the deadline', async () => {
    const store = await openImpatiently();
    const lease = await leaseIn(store, 'held');
    const holding = runOn(address, [
      'begin',
      `update incentives.builds set schema = schema where model = 'held'`,
      'select pg_sleep(1.2)',
      'rollback',
    ]);
    await untilTrue(
      async () =>
        (
          await runOn(address, [
            `select 1 from pg_stat_activity where query like 'select pg_sleep%'`,
          ])
        ).length > 0,
    );
    await expect(store.commit(lease, commitAt(1))).rejects.toMatchObject(unavailable(/answer/));
    await holding;
    expect(await untilDone(store, lease, 1)).toBe(true);
  });

  test('a value too large for an index is ValueRefused, as trying again is useless', async () => {
    const store = await openImpatiently();
    const lease = await leaseIn(store, 'large');
    const account = Array.from({ length: 9_000 }, () => Math.random().toString(36)[2]).join('');
    await expect(store.commit(lease, commitAt(1, { account }))).rejects.toMatchObject({
      name: 'ValueRefused',
    });
    expect(await store.commit(lease, commitAt(1))).toBe(true);
  });
});
