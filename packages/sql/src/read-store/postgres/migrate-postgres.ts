import type { ClientBase } from 'pg';
import { StoreOpenError } from '../../store-open-error.js';
import { typedPostgres } from '../../typed-sql.js';
import type { Names } from './names.js';
import { codeOf } from './postgres-fault.js';
import { type Step, steps as known } from './read-store-schema.js';

/**
 * Brings a database to the version this code knows: forward only, all steps or none, and under a lock, so that of
 * several processes that open a new one together only one creates its tables.
 */
export const migratePostgres = async (
  client: ClientBase,
  names: Names,
  path: string,
  steps: ReadonlyArray<Step> = known,
): Promise<void> => {
  if ((await versionOf(client, names, path, steps)) === steps.length) return;
  await client.query('begin');
  try {
    const lock = `read store ${names.schema}`;
    await client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [lock]);
    const version = await versionOf(client, names, path, steps);
    if (version === 0) await create(client, names, path);
    const db = typedPostgres<unknown>();
    for (const step of steps.slice(version).flatMap((made) => made(db, names))) {
      await client.query(step.compile(db).sql);
    }
    await client.query(`update "${names.schema}".version set version = ${steps.length}`);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
};

/** 0 where there is nothing yet; throws where it is newer. */
const versionOf = async (
  client: ClientBase,
  { schema }: Names,
  path: string,
  steps: ReadonlyArray<Step>,
): Promise<number> => {
  const table = `"${schema}".version`;
  const there = await client.query<{ there: boolean }>(
    `select exists (select from pg_tables where schemaname = $1 and tablename = 'version') as there`,
    [schema],
  );
  if (there.rows[0]?.there !== true) return 0;
  const { rows } = await client.query<{ version: number }>(`select version from ${table}`);
  const version = rows[0]?.version ?? 0;
  if (version <= steps.length) return version;
  const detail = `version ${version}; this program knows ${steps.length}`;
  throw new StoreOpenError('NewerSchema', path, detail);
};

const create = async (client: ClientBase, names: Names, path: string): Promise<void> => {
  const { schema, appRole, workerRole } = names;
  await createRoles(client, [appRole, workerRole], path);
  await client.query(`create schema if not exists "${schema}"`);
  await client.query(`create table "${schema}".version (version integer not null)`);
  await client.query(`insert into "${schema}".version values (0)`);
};

/** Roles belong to the whole server, so another database may have them already, or create them right now. */
const createRoles = async (
  client: ClientBase,
  roles: ReadonlyArray<string>,
  path: string,
): Promise<void> => {
  try {
    for (const role of roles) {
      await client.query(`do $$ begin
        if not exists (select from pg_roles where rolname = '${role}') then
          create role "${role}" nologin;
        end if;
      exception when duplicate_object or unique_violation then null;
      end $$`);
      await client.query(`do $$ begin
        if not (select rolsuper from pg_roles where rolname = current_user)
          and not pg_has_role(current_user, '${role}', 'usage') then
          grant "${role}" to current_user;
        end if;
      end $$`);
    }
  } catch (error) {
    if (codeOf(error) !== '42501') throw error;
    await client.query('rollback');
    const [wanted] = (await client.query<{ who: string }>('select current_user as who')).rows;
    const statements = roles.flatMap((role) => [
      `create role ${role} nologin;`,
      `grant ${role} to "${wanted?.who ?? ''}";`,
    ]);
    throw new StoreOpenError('RolesMissing', path, statements.join(' '));
  }
};
