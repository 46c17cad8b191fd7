import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StandInOptions } from '../stand-in-options.js';

/** A stand-in that is a process of its own: what a signal does to it, it does to a real server. */
export interface StandInProcess {
  readonly port: number;
  readonly connectionString: string;
  /** SIGSTOP: the connections stay, nobody answers. */
  readonly freeze: () => void;
  /** SIGCONT. */
  readonly thaw: () => void;
  /** SIGKILL. */
  readonly kill: () => Promise<void>;
  /** Starts it again on the same port, with the events it has acknowledged, or without any. */
  readonly restart: (events?: 'kept' | 'lost') => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Starts one. Its events are kept in a file of the temporary directory until it is stopped. */
export const standInProcess = async (
  options: Omit<StandInOptions, 'tls' | 'journal'> = {},
): Promise<StandInProcess> => {
  const directory = mkdtempSync(join(tmpdir(), 'stand-in-'));
  const journal = join(directory, 'journal');
  let child: ChildProcess | undefined;
  const start = async (port: number): Promise<number> => {
    const settings: StandInOptions = { ...options, port, journal };
    const started = fork(program, [JSON.stringify(settings)], { execArgv: [] });
    child = started;
    return new Promise((resolve, reject) => {
      started.once('message', (ready: { readonly port: number }) => resolve(ready.port));
      started.once('exit', (code) => reject(new Error(`The stand-in ended with ${code}.`)));
    });
  };
  const kill = async (): Promise<void> => {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, 'exit');
    child.kill('SIGKILL');
    await exit;
  };
  const killNow = (): void => void child?.kill('SIGKILL');
  process.once('exit', killNow);
  const port = await start(options.port ?? 0);
  return {
    port,
    connectionString: `esdb://127.0.0.1:${port}?tls=false`,
    freeze: () => void child?.kill('SIGSTOP'),
    thaw: () => void child?.kill('SIGCONT'),
    kill,
    restart: async (events = 'kept') => {
      await kill();
      if (events === 'lost') rmSync(journal, { force: true });
      await start(port);
    },
    stop: async () => {
      await kill();
      process.off('exit', killNow);
      rmSync(directory, { recursive: true, force: true });
    },
  };
};

// Another process runs what was compiled, also where tests run the sources.
const program = join(import.meta.dirname, 'main.js').replace(
  /([\\/])src([\\/]testing[\\/])/,
  '$1dist$2',
);
