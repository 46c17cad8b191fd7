import { existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, jest } from '@jest/globals';
import { runProgram } from '../src/program.js';

// A year of commands is a year of commits, each synced: on a busy disk that takes its time.
jest.setTimeout(120_000);

const checkout = join(import.meta.dirname, '../../..');

/** What a command said, and how it ended. */
export interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs `incentives` in this process as a shell would, its output not on a terminal unless said so. */
export const incentives = async (
  line: string | ReadonlyArray<string>,
  isTerminal = false,
  onOut: (text: string) => void = () => undefined,
  onErr: (text: string) => void = () => undefined,
): Promise<Said> => {
  const said = { out: '', err: '' };
  const code = await runProgram(typeof line === 'string' ? line.split(' ') : line, {
    out: (text) => {
      said.out += text;
      onOut(text);
    },
    err: (text) => {
      said.err += text;
      onErr(text);
    },
    isTerminal,
  });
  return { code, ...said };
};

/** The envelope that a command printed. */
export const envelope = async (line: string) => {
  const { code, out, err } = await incentives(`${line} --json`);
  return { code, err, ...(JSON.parse(out) as Envelope) };
};

export interface Envelope {
  readonly version: number;
  readonly status: string;
  readonly data: unknown;
  readonly diagnostics: ReadonlyArray<{ readonly message: string; readonly next?: string }>;
}

// In memory, where there is such a place: syncing every commit of a year costs nothing there.
const roomy = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** The tests of a file run in a folder of their own that looks like a checkout. */
export const inFolder = (prepare: () => Promise<unknown> = async () => undefined): void => {
  const before = process.cwd();
  let folder = '';
  beforeAll(async () => {
    folder = mkdtempSync(join(roomy, 'incentives-'));
    symlinkSync(join(checkout, 'examples'), join(folder, 'examples'));
    process.chdir(folder);
    await prepare();
  });
  afterAll(() => {
    process.chdir(before);
    rmSync(folder, { recursive: true, force: true });
  });
};
