import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Lease, ReadStore } from '@partner-incentives/event-sourcing';
import { Client } from 'pg';
import { postgresReadStore } from '../../src/index.js';
import { postgresForTests, type TestDatabase } from '../../src/testing/index.js';
import { commitAt, leaseIn, positionAt } from './rows-of.js';
import { untilTrue } from './until-true.js';

// A deadline to catch what hangs.
jest.setTimeout(60_000);

let database: TestDatabase;
let store: ReadStore;
/** A commit that is under way for as long as the test likes. */
let slow: Client;

beforeAll(async () => {
  database = await postgresForTests();
  store = await postgresReadStore({ connectionString: database.connectionString });
  slow = new Client({ connectionString: database.connectionString });
  await slow.connect();
});
afterAll(async () => {
  await slow.end();
  await store.close();
  await database.drop();
});

/** A live build and a candidate, both of them at position 1, and a commit that moves one of them to 2. */
const underWay = async (model: string, moved: 'live' | 'building'): Promise<Lease> => {
  await store.commit(await leaseIn(store, model), commitAt(1));
  const candidate = await store.begin(model, 2);
  const lease = await store.claim(candidate, 'a holder', 600_000);
  if (lease === undefined) throw new Error('a new build can be claimed');
  await store.commit(lease, commitAt(1));
  await slow.query('begin');
  await slow.query(
    'update incentives.builds set position = $1, changes = changes + 1 where model = $2 and stage = $3',
    [positionAt(2), model, moved],
  );
  return lease;
};

const isWaiting = async () => {
  const { rows } = await slow.query('select from pg_locks where not granted');
  return rows.length > 0;
};

test.each([
  ['live', false],
  ['building', true],
] as const)(
  'a promotion that meets a commit of the %s build counts it: promoted is %s, and rows never go back',
  async (moved, expected) => {
    const { build } = await underWay(`moved ${moved}`, moved);
    const promoting = store.promote(build);
    await untilTrue(isWaiting);
    await slow.query('commit');
    expect(await promoting).toBe(expected);
    const statuses = await store.builds([{ model: build.model, schema: 1 }]);
    const live = statuses.find(({ stage }) => stage === 'live');
    expect(live?.checkpoint?.position).toBe(positionAt(2));
  },
);
