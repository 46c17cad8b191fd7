import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { RowReader } from '@partner-incentives/event-sourcing';
import { readStoreContract } from '@partner-incentives/event-sourcing/testing';
import { postgresReadStore } from '../../src/index.js';
import { readStoreIn } from '../../src/read-store/postgres/postgres-read-store.js';
import { runOn, postgresWithRoles, type Roles } from './postgres-roles.js';
import { commitAt, leaseIn } from './rows-of.js';

// A deadline to catch what hangs.
jest.setTimeout(60_000);

/** The promises about who sees what. */
const isolation = readStoreContract.filter(({ name }) =>
  /sees? all rows|stays within the scope|within another scope|scope follows|marks of keys|read as another/.test(
    name,
  ),
);

describe('rows in PostgreSQL stay within the scope by the policies of the database alone (F8)', () => {
  let roles: Roles;

  beforeAll(async () => {
    const database = await postgresWithRoles();
    roles = database;
    await (await postgresReadStore({ connectionString: roles.owner, ...roles.names })).close();
    await database.grant();
  });
  afterAll(() => roles.drop());

  const subject = () => ({
    open: () => postgresReadStore({ connectionString: roles.worker, ...roles.names }),
    openForQueries: () =>
      readStoreIn({ connectionString: roles.reader, ...roles.names }, 'unfiltered'),
  });

  test('every promise about scopes is among those that follow', () => {
    expect(isolation).toHaveLength(6);
  });

  test.each(isolation)('without a filter in the queries: $name', async ({ run }) => {
    await expect(run(subject())).resolves.toBeUndefined();
  });

  test('where the policies are taken away as well, every one of these promises is broken', async () => {
    const tables = ['rows', 'row_values', 'parked'];
    const change = (how: string) =>
      runOn(
        roles.connectionString,
        tables.map((table) => `alter table incentives.${table} ${how} row level security`),
      );
    await change('disable');
    try {
      for (const { run } of isolation) {
        await expect(run(subject())).rejects.toMatchObject({ name: 'AssertionError' });
      }
    } finally {
      await change('enable');
    }
  });

  test('a reader that is kept beyond its reading, ended or failed, answers nothing', async () => {
    const store = await postgresReadStore({ connectionString: roles.reader, ...roles.names });
    const kept: RowReader[] = [];
    await store.read({ kind: 'user', id: 'somebody' }, async (reader) => kept.push(reader));
    const failing = store.read({ kind: 'user', id: 'somebody' }, async (reader) => {
      kept.push(reader);
      throw new RangeError('on the way');
    });
    await expect(failing).rejects.toThrow('on the way');
    for (const reader of kept) await expect(reader.live(['model'])).rejects.toThrow('is over');
    await store.close();
  });

  test('every table of rows, or of what belongs to rows, is forced and has its two policies', async () => {
    const tables = await runOn(roles.connectionString, [
      `select relname as name, relrowsecurity as enabled, relforcerowsecurity as forced,
         (select array_agg(polname::text order by polname) from pg_policy where polrelid = class.oid) as policies
       from pg_class class where relnamespace = 'incentives'::regnamespace and relkind in ('r', 'p', 'v', 'm')
         and exists (select from pg_attribute where attrelid = class.oid and attname in ('account', 'key', 'data'))
       order by relname`,
    ]);
    const bound = { enabled: true, forced: true, policies: ['for_workers', 'within_scope'] };
    expect(tables).toEqual(['parked', 'row_values', 'rows'].map((name) => ({ name, ...bound })));
  });

  test('neither role is the owner, may log in, or passes policies by', async () => {
    const { appRole, workerRole } = roles.names;
    const found = await runOn(roles.connectionString, [
      `select rolsuper or rolbypassrls or rolcanlogin as mighty,
         exists (select from pg_class where relowner = role.oid) as owns
       from pg_roles role where rolname in ('${appRole}', '${workerRole}')`,
    ]);
    expect(found).toEqual([
      { mighty: false, owns: false },
      { mighty: false, owns: false },
    ]);
  });

  test('who may only read sees nothing without a scope, not even what is nobody’s, and writes nothing', async () => {
    const store = await postgresReadStore({ connectionString: roles.worker, ...roles.names });
    const lease = await leaseIn(store, 'scopeless');
    await store.commit(lease, commitAt(1));
    await store.close();
    const count = 'select count(*)::int as rows from incentives.rows';
    expect(await runOn(roles.reader, [count])).toEqual([{ rows: 0 }]);
    const all = `select set_config('incentives.scope', 'microsoft', false)`;
    expect(await runOn(roles.reader, [all, count])).not.toEqual([{ rows: 0 }]);
    for (const forbidden of [
      'update incentives.rows set data = null',
      'delete from incentives.parked',
      'update incentives.builds set epoch = 0',
      'create table incentives.mine (a int)',
    ]) {
      await expect(runOn(roles.reader, [all, forbidden])).rejects.toMatchObject({
        code: '42501',
      });
    }
  });
});
