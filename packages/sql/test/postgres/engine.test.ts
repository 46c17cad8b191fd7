import { fork, type ForkOptions } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, jest, test } from '@jest/globals';
import { Client } from 'pg';
import { postgresForTests } from '../../src/testing/index.js';
import { temporaryDirectory } from '../temporary-directory.js';

// A deadline to catch what hangs.
jest.setTimeout(60_000);

const ask = async (connectionString: string, query: string): Promise<unknown> => {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    return Object.values<unknown>(
      (await client.query<Record<string, unknown>>(query)).rows[0] ?? {},
    )[0];
  } finally {
    await client.end();
  }
};

/** What a process of its own is told that asks for a database. */
const elsewhere = async (options: ForkOptions) => {
  const child = fork(join(import.meta.dirname, 'hold-database.mjs'), { execArgv: [], ...options });
  const [told] = (await once(child, 'message')) as [
    { readonly connectionString?: string; readonly error?: string },
  ];
  const { connectionString = '', error } = told;
  const end = async (signal: NodeJS.Signals) => {
    const exit = once(child, 'exit');
    child.kill(signal);
    await exit;
  };
  return { connectionString, error, end };
};

/** A server of its own, for the keeper is found by the folder for temporary files. */
const ofItsOwn = (TMPDIR: string): NodeJS.ProcessEnv => {
  const { DATABASE_URL: _given, ...env } = process.env;
  return { ...env, TMPDIR };
};

const socketOf = (connectionString: string): string =>
  new URL(connectionString).searchParams.get('host') ?? '';

const gone = async (path: string): Promise<void> => {
  const deadline = performance.now() + 20_000;
  while (existsSync(path) && performance.now() < deadline) await delay(20);
};

const [shared, ordinary] = [temporaryDirectory(), join(temporaryDirectory(), 'a b')];

describe('the PostgreSQL of the tests', () => {
  test('gives everybody a database of their own, on a server that syncs', async () => {
    const [one, other] = await Promise.all([postgresForTests(), postgresForTests()]);
    await ask(one.connectionString, 'create table mine (a int)');
    const tables = "select count(*)::int from pg_tables where tablename = 'mine'";
    expect(await ask(one.connectionString, tables)).toBe(1);
    expect(await ask(other.connectionString, tables)).toBe(0);
    expect(await ask(one.connectionString, 'show fsync')).toBe('on');
    await Promise.all([one.drop(), other.drop()]);
    await expect(ask(one.connectionString, 'select 1')).rejects.toMatchObject({ code: '3D000' });
  });

  test('is shared by processes, and gone with the last of them, even one that was killed', async () => {
    const env = ofItsOwn(shared);
    const [one, other] = await Promise.all([elsewhere({ env }), elsewhere({ env })]);
    const folder = socketOf(one.connectionString);
    expect(socketOf(other.connectionString)).toBe(folder);
    await one.end('SIGKILL');
    expect(await ask(other.connectionString, 'select 1')).toBe(1);
    await other.end('SIGKILL');
    await gone(folder);
    expect(existsSync(folder)).toBe(false);
  });

  test('starts for an ordinary user without a home, in a folder with a space in its name', async () => {
    mkdirSync(ordinary);
    chmodSync(dirname(ordinary), 0o755);
    const env = { ...ofItsOwn(ordinary), HOME: '' };
    const root = process.getuid?.() === 0;
    if (root) chownSync(ordinary, 65_534, 65_534);
    const { connectionString, error, end } = await elsewhere({
      env,
      ...(root && { uid: 65_534, gid: 65_534 }),
    });
    expect(error).toBeUndefined();
    expect(await ask(connectionString, 'select 1')).toBe(1);
    await end('SIGTERM');
    await gone(socketOf(connectionString));
  });

  test('is the one that DATABASE_URL names, where it names one, and rejects where that is not there', async () => {
    const own = await postgresForTests();
    const given = await elsewhere({ env: { ...process.env, DATABASE_URL: own.connectionString } });
    expect(given.error).toBeUndefined();
    expect(socketOf(given.connectionString)).toBe(socketOf(own.connectionString));
    await given.end('SIGTERM');
    const missing = 'postgresql://nobody@127.0.0.1:1/none';
    const refused = await elsewhere({ env: { ...process.env, DATABASE_URL: missing } });
    expect(refused.error).toMatch(/ECONNREFUSED/);
    await refused.end('SIGTERM');
    await own.drop();
  });
});
