import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { postgresForTests } from '../../src/testing/index.js';

/** A database, and who works on it: none of them may pass the policies by. */
export interface Roles {
  /** Migrates: owns the tables, and creates the roles. */
  readonly owner: string;
  /** A login that may write rows. */
  readonly worker: string;
  /** A login that may only read them. */
  readonly reader: string;
  readonly workerLogin: string;
  readonly names: { readonly appRole: string; readonly workerRole: string };
  /** As superuser. */
  readonly connectionString: string;
  readonly drop: () => Promise<void>;
}

/** With roles of their own, as roles belong to the whole server. `grant` once the store was migrated. */
export const postgresWithRoles = async (): Promise<
  Roles & { readonly grant: () => Promise<void> }
> => {
  const database = await postgresForTests();
  const own = randomUUID().slice(0, 8);
  const role = (kind: string) => `${kind}_${own}`;
  const names = { appRole: role('app'), workerRole: role('worker') };
  const logins = ['owner', 'writes', 'reads'].map(role);
  const [owner = '', worker = '', reader = ''] = logins;
  const { connectionString } = database;
  await runOn(connectionString, [
    `create role ${owner} login createrole password '${password}'`,
    `create role ${worker} login password '${password}'`,
    `create role ${reader} login password '${password}'`,
    `do $$ begin execute format('grant create on database %I to ${owner}', current_database()); end $$`,
  ]);
  return {
    owner: as(connectionString, owner),
    worker: as(connectionString, worker),
    reader: as(connectionString, reader),
    workerLogin: worker,
    names,
    connectionString,
    grant: async () => {
      await runOn(connectionString, [
        `grant ${names.workerRole}, ${names.appRole} to ${worker}`,
        `grant ${names.appRole} to ${reader}`,
      ]);
    },
    drop: async () => {
      await runOn(connectionString, [
        `drop owned by ${owner} cascade`,
        ...[names.appRole, names.workerRole, ...logins].flatMap((name) => [
          `drop role if exists ${name}`,
        ]),
      ]);
      await database.drop();
    },
  };
};

export const runOn = async (
  connectionString: string,
  statements: ReadonlyArray<string>,
): Promise<ReadonlyArray<Record<string, unknown>>> => {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    let rows: ReadonlyArray<Record<string, unknown>> = [];
    for (const statement of statements) {
      rows = (await client.query<Record<string, unknown>>(statement)).rows;
    }
    return rows;
  } finally {
    await client.end();
  }
};

/** The same database, as another role. */
export const as = (connectionString: string, role: string): string =>
  connectionString.includes('user=')
    ? connectionString.replace(/user=[^&]*/, `user=${role}`)
    : connectionString.replace(/^(\w+:\/\/)([^@/]*@)?/, `$1${role}:${password}@`);

/** Where the server asks for one. */
const password = 'of-tests';
