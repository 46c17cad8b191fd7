import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

let shared: Promise<string> | undefined;

/** The address of the server that all tests share. It is started by who needs it first, and stops after the last. */
export const sharedPostgres = (): Promise<string> => (shared ??= joinKeeper(keeperPath()));

const joinKeeper = async (path: string): Promise<string> => {
  const deadline = performance.now() + 60_000;
  let startAgain = 0;
  while (performance.now() < deadline) {
    const answer = await ask(path);
    if (answer?.error !== undefined) throw new Error(answer.error);
    if (answer?.address !== undefined) return answer.address;
    // A keeper that was started may have given way to another, which then ended.
    if (performance.now() > startAgain) {
      startKeeper(path);
      startAgain = performance.now() + 2_000;
    }
    await delay(20);
  }
  throw new Error('PostgreSQL for tests did not start within a minute');
};

/** Stays connected for as long as this process lives: that is what the server stays for. Nobody need close it. */
const ask = (path: string): Promise<Answer | undefined> =>
  new Promise((resolve) => {
    const keeper = connect(path);
    let told = '';
    keeper.setEncoding('utf8');
    keeper.on('error', () => undefined);
    keeper.on('close', () => resolve(undefined));
    keeper.on('data', (text: string) => {
      told += text;
      if (!told.endsWith('\n')) return;
      keeper.unref();
      resolve(JSON.parse(told) as Answer);
    });
  });

interface Answer {
  readonly address?: string;
  readonly error?: string;
}

const startKeeper = (path: string): void => {
  // Node runs no TypeScript: the program is the one that was built.
  const program = fileURLToPath(
    new URL('../../dist/testing/keep-postgres-main.js', import.meta.url),
  );
  if (!existsSync(program)) throw new Error(`Build first: there is no ${program}`);
  const { NODE_OPTIONS: _, ...env } = process.env;
  spawn(process.execPath, [program, path], { detached: true, stdio: 'ignore', env }).unref();
};

/** One for each user and checkout, in a folder that nobody else may write. */
const keeperPath = (): string => {
  const checkout = createHash('sha256')
    .update(import.meta.url)
    .digest('hex')
    .slice(0, 12);
  const { uid, username } = userInfo();
  if (process.platform === 'win32') return `\\\\.\\pipe\\postgres-${username}-${checkout}`;
  const parent = tmpdir().length < 70 ? tmpdir() : '/tmp';
  const folder = join(parent, `postgres-for-tests-${uid}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (lstatSync(folder).uid !== uid) throw new Error(`${folder} belongs to somebody else`);
  return join(folder, `${checkout}.sock`);
};
