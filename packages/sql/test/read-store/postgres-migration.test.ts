import { Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { sql } from 'kysely';
import { Client, Pool } from 'pg';
import { openReadStore, postgresReadStore } from '../../src/index.js';
import { addressWithoutPassword } from '../../src/read-store/postgres/address.js';
import { migratePostgres } from '../../src/read-store/postgres/migrate-postgres.js';
import { namesOf } from '../../src/read-store/postgres/names.js';
import { steps } from '../../src/read-store/postgres/read-store-schema.js';
import { postgresForTests, type TestDatabase } from '../../src/testing/index.js';
import { Cable } from './cable.js';
import { openedByMany } from './opened-by-many.js';
import { as, postgresWithRoles, type Roles, runOn } from './postgres-roles.js';

// A deadline to catch what hangs.
jest.setTimeout(60_000);

/** Schemas of one server may share their roles. */
const roleNames = { appRole: 'incentives_app', workerRole: 'incentives_worker' };

let database: TestDatabase;
let address: string;
beforeAll(async () => {
  database = await postgresForTests();
  address = database.connectionString;
});
afterAll(() => database.drop());

describe('the tables of a read store in PostgreSQL', () => {
  test('are made once, by whichever of several processes comes first', async () => {
    const answers = await openedByMany(address, 3);
    expect(answers).toEqual([{ opened: true }, { opened: true }, { opened: true }]);
    expect(await runOn(address, ['select version from incentives.version'])).toEqual([
      { version: steps.length },
    ]);
  });

  test('are made once, by whichever of many handles comes first', async () => {
    const options = { connectionString: address, schema: 'many', ...roleNames };
    const stores = await Promise.all(Array.from({ length: 8 }, () => postgresReadStore(options)));
    const models = [{ model: 'model', schema: 1 }];
    const builds = await Promise.all(stores.map((store) => store.builds(models)));
    expect(builds.map((found) => found.length)).toEqual(stores.map(() => 1));
    await Promise.all(stores.map((store) => store.close()));
  });

  test('are apart from those in another schema of the database', async () => {
    const [one, other] = await Promise.all(
      ['one', 'other'].map((schema) =>
        postgresReadStore({ connectionString: address, schema, ...roleNames }),
      ),
    );
    await one?.builds([{ model: 'model', schema: 1 }]);
    expect([(await one?.status())?.length, (await other?.status())?.length]).toEqual([1, 0]);
    await Promise.all([one?.close(), other?.close()]);
  });

  test('go forward by the steps that are missing, all of them or none', async () => {
    const names = namesOf({ schema: 'forward', ...roleNames });
    const client = new Client({ connectionString: address });
    await client.connect();
    const migrate = (...more: typeof steps) =>
      migratePostgres(client, names, 'somewhere', [...steps, ...more]);
    const more = () => [sql`create table forward.more (a int)`];
    const wrong = () => [sql`create table forward.wrong (a int)`, sql`select 1 / 0`];
    await migrate();
    await expect(migrate(more, wrong)).rejects.toMatchObject({ code: '22012' });
    const tables = async () =>
      (
        await runOn(address, [
          `select count(*)::int as more from pg_tables where schemaname = 'forward' and tablename in ('more', 'wrong')`,
        ])
      )[0];
    expect(await tables()).toEqual({ more: 0 });
    await migrate(more);
    await migrate(more);
    expect(await tables()).toEqual({ more: 1 });
    await client.end();
  });

  test('are left alone where a newer version made them', async () => {
    await (await openReadStore(address)).close();
    await runOn(address, ['update incentives.version set version = 1000']);
    await expect(openReadStore(address)).rejects.toMatchObject({
      name: 'StoreOpenError',
      _tag: 'NewerSchema',
      message: expect.stringMatching(/Upgrade this program.*version 1000/),
    });
    await runOn(address, [`update incentives.version set version = ${steps.length}`]);
    await (await openReadStore(address)).close();
  });
});

describe('opening a read store in PostgreSQL is refused', () => {
  let roles: Roles;
  beforeAll(async () => {
    roles = await postgresWithRoles();
  });
  afterAll(() => roles.drop());

  test('where the roles are missing and may not be created, with what an administrator has to run', async () => {
    const { worker, workerLogin: login, names, connectionString } = roles;
    const open = () => postgresReadStore({ connectionString: worker, ...names });
    const refused: unknown = await open().catch((error: unknown) => error);
    expect(refused).toMatchObject({ _tag: 'RolesMissing' });
    const [statements = ''] = /create role .*;/.exec(String(refused)) ?? [];
    await runOn(connectionString, [
      statements,
      `do $$ begin execute format('grant create on database %I to ${login}', current_database()); end $$`,
    ]);
    const store = await open();
    await store.builds([{ model: 'model', schema: 1 }]);
    await store.close();
    await runOn(connectionString, [`drop owned by ${login} cascade`]);
  });

  test.each([
    [
      'a database that is not there',
      (given: string) => given.replace(/test_\w+/, 'not_there'),
      /no such database, 3D000/,
    ],
    [
      'a user who is not there',
      (given: string) => as(given, 'not_there'),
      /does not accept the user or the password, 28/,
    ],
  ])('as Inaccessible: %s', async (_what, changed, said) => {
    const refused: unknown = await openReadStore(changed(address)).catch((error: unknown) => error);
    expect(refused).toMatchObject({ name: 'StoreOpenError', _tag: 'Inaccessible' });
    expect(String(refused)).toMatch(said);
  });

  test('where the address asks for TLS of a server that has none, or names a file that is not there', async () => {
    const cable = await Cable.to(address);
    const refusedWith = (options: string): Promise<unknown> =>
      openReadStore(`${cable.connectionString}?${options}`).catch((error: unknown) => error);
    expect(await refusedWith('sslmode=require&uselibpqcompat=true')).toMatchObject({
      _tag: 'Inaccessible',
      message: expect.stringMatching(/asks for TLS, and the server has none/),
    });
    expect(await refusedWith('sslrootcert=/nowhere/ca.pem')).toMatchObject({
      _tag: 'OpenFailed',
      message: expect.stringMatching(/a file that its address names, such as sslrootcert, is not/),
    });
    await cable.remove();
  });

  test.each([
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'CERT_HAS_EXPIRED',
    'ERR_TLS_CERT_ALTNAME_INVALID',
  ])('where the server shows a certificate that is not trusted: %s', async (code) => {
    const failing = new Socket();
    failing.connect = () => {
      queueMicrotask(() => failing.emit('error', Object.assign(new Error('untrusted'), { code })));
      return failing;
    };
    const pool = new Pool({ stream: () => failing });
    await expect(postgresReadStore({ pool })).rejects.toMatchObject({
      _tag: 'Inaccessible',
      message: expect.stringMatching(
        /its certificate is not trusted here: .+ sslrootcert, [A-Z_]+\)/,
      ),
    });
    await pool.end();
  });

  test.each(['sec/ret', 'sec?ret', 'sec#ret'])(
    'where a password keeps the address from being taken apart: how to write it, not what it is: %s',
    async (password) => {
      const given = `postgres://user:${password}@127.0.0.1/database`;
      const refused: unknown = await openReadStore(given).catch((error: unknown) => error);
      expect(refused).toMatchObject({ name: 'StoreOpenError', _tag: 'OpenFailed' });
      expect(String(refused)).toContain('%2F');
      expect(String(refused)).not.toMatch(/sec|ret@/);
    },
  );

  test('a password is shown neither whole nor in part', () => {
    expect(addressWithoutPassword('postgres://me:se@cr@host/db?sslpassword=x')).toBe(
      'postgres://me@host/db?sslpassword=…',
    );
  });

  test('as ReadStoreUnavailable where no server answers', async () => {
    const nowhere = 'postgres://user:secret@127.0.0.1:1/database';
    await expect(openReadStore(nowhere)).rejects.toMatchObject({
      _tag: 'ReadStoreUnavailable',
      reason: 'it cannot be reached',
    });
  });

  test('where the address is of nothing that is known; the password is not repeated', async () => {
    const refused: unknown = await openReadStore('mysql://user:secret@host/database').catch(
      (error: unknown) => error,
    );
    expect(refused).toMatchObject({ _tag: 'OpenFailed' });
    expect(String(refused)).toMatch(/mysql:\/\/user@host\/database .*postgres:/);
    expect(String(refused)).not.toMatch(/secret/);
  });
});
