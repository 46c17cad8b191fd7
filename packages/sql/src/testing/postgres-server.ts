import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { parentFolder, usableBinaries } from './places.js';
import { type UnprivilegedUser, unprivilegedUser } from './unprivileged-user.js';

/** A PostgreSQL of one's own, in a temporary folder. It stops when the process that created it ends, however it does. */
export interface PostgresServer {
  /** For `pg`, as its superuser. */
  readonly address: (database: string) => string;
  readonly start: () => Promise<void>;
  /** `immediate` is a crash: what was not answered may or may not be there after the next start. */
  readonly stop: (how?: 'fast' | 'immediate') => Promise<void>;
  /** Stops it and removes all of it. */
  readonly remove: () => Promise<void>;
}

/**
 * Creates a server, with everything synced as in production, and starts it. It lies in the folder for temporary files, or
 * in one that every user reaches and whose path is short.
 */
export const createPostgres = async (within?: string): Promise<PostgresServer> => {
  const user = unprivilegedUser();
  const folder = mkdtempSync(join(within ?? parentFolder(user), 'postgres-'));
  if (user !== undefined) chownSync(folder, user.uid, user.gid);
  try {
    const bin = join(usableBinaries(folder, user), 'bin');
    const data = join(folder, 'data');
    const initdb = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync'];
    // Not the order of bytes, so that a query which relies on that without saying so is found out.
    const locale = ['--locale=C', '--locale-provider=icu', '--icu-locale=en-US'];
    await promisify(execFile)(join(bin, 'initdb'), [...initdb, ...locale, '--no-instructions'], {
      ...user,
      cwd: folder,
      env: bareEnvironment(),
    });
    const port = onWindows ? await freePort() : 5432;
    const server = new Server(join(bin, 'postgres'), folder, port, user);
    await server.start();
    return server;
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
};

class Server implements PostgresServer {
  private watch: ChildProcess | undefined;

  constructor(
    private readonly program: string,
    private readonly folder: string,
    private readonly port: number,
    private readonly user: UnprivilegedUser | undefined,
  ) {}

  readonly address = (database: string): string =>
    onWindows
      ? `postgresql://postgres@127.0.0.1:${this.port}/${database}`
      : `postgresql:///${database}?host=${encodeURIComponent(this.folder)}&user=postgres`;

  readonly start = async (): Promise<void> => {
    const { folder, port, program, user } = this;
    const log = join(folder, 'log');
    writeFileSync(log, '');
    if (user !== undefined) chownSync(log, user.uid, user.gid);
    const settings = {
      port,
      listen_addresses: onWindows ? '127.0.0.1' : '',
      unix_socket_directories: onWindows ? '' : folder,
      max_connections: 200,
      fsync: 'on',
    };
    const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const command = [program, '-D', join(folder, 'data'), ...options];
    const [file = '', ...args] = onWindows ? command : ['/bin/sh', '-c', watching, log, ...command];
    this.watch = spawn(file, args, {
      ...user,
      cwd: folder,
      env: bareEnvironment(),
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    this.watch.unref();
    await this.whenReady(log);
  };

  readonly stop = async (how: 'fast' | 'immediate' = 'fast'): Promise<void> => {
    const { watch } = this;
    if (watch === undefined) return;
    this.watch = undefined;
    const ended = once(watch, 'exit');
    watch.ref();
    if (onWindows) watch.kill();
    else watch.stdin?.write(how === 'fast' ? 'INT\n' : 'QUIT\n');
    await ended;
  };

  readonly remove = async (): Promise<void> => {
    await this.stop('immediate');
    rmSync(this.folder, { recursive: true, force: true });
  };

  private async whenReady(log: string): Promise<void> {
    const deadline = performance.now() + 60_000;
    while (performance.now() < deadline) {
      const told = readFileSync(log, 'utf8');
      if (told.includes('ready to accept connections')) return;
      if (
        /FATAL: {2}(?!the database system is)|PANIC|error while loading/.test(told) ||
        this.watch?.exitCode !== null
      ) {
        throw new Error(`PostgreSQL did not start: ${told.trim() || 'it said nothing'}`);
      }
      await delay(10);
    }
    throw new Error('PostgreSQL did not start within a minute');
  }
}

/**
 * Stops the server when it is told how, or when nobody is left to tell it: then its folder goes as well.
 * Its standard input is a pipe that the system closes behind a process that was killed.
 */
const watching = `
  "$@" >"$0" 2>&1 </dev/null &
  if read -r how; then kill -"$how" $!; wait $!
  else kill -QUIT $!; wait $!; rm -rf "\${0%/log}"
  fi`;

const onWindows = process.platform === 'win32';

// Nothing of whoever runs the tests: no PGOPTIONS, no locale, no home.
const bareEnvironment = (): NodeJS.ProcessEnv =>
  onWindows ? process.env : { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
};
