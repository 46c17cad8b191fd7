import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { Pool } from 'pg';
import { postgresReadStore } from '../../src/index.js';
import { postgresForTests, type TestDatabase } from '../../src/testing/index.js';
import { commitAt, leaseIn, stateOf } from './rows-of.js';
import { untilTrue } from './until-true.js';

// A deadline to catch what hangs.
jest.setTimeout(60_000);

describe("a pool of the caller's", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await postgresForTests();
  });
  afterAll(() => database.drop());

  test('serves several stores, is left as it was by each, and stays open', async () => {
    const pool = new Pool({ connectionString: database.connectionString, max: 3 });
    const roles = { appRole: 'incentives_app', workerRole: 'incentives_worker' };
    const schemas = ['one', 'another'];
    const stores = await Promise.all(
      schemas.map((schema) => postgresReadStore({ pool, schema, ...roles })),
    );
    let news = 0;
    const stops = stores.map((store) => store.watch(() => news++));
    for (const store of stores) {
      const lease = await leaseIn(store);
      await store.commit(lease, commitAt(1));
      expect((await stateOf(store, lease.build)).data).toEqual([{ count: 1 }]);
    }
    await untilTrue(() => news >= stores.length);
    for (const stop of stops) stop();
    await Promise.all(stores.map((store) => store.close()));
    await untilTrue(() => pool.idleCount === pool.totalCount);
    const { rows } = await pool.query(
      `select current_user = session_user as ours, coalesce(current_setting('incentives.scope', true), '') as scope,
         (select count(*)::int from pg_listening_channels()) as channels`,
    );
    expect(rows).toEqual([{ ours: true, scope: '', channels: 0 }]);
    expect(pool.listenerCount('error')).toBe(0);
    // It ends before its connections do, and the server ends those when the database goes.
    pool.on('error', () => undefined);
    await pool.end();
  });
});
