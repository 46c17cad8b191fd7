import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import { postgresForTests } from '@partner-incentives/sql/testing';

/** In memory, where there is such a place: it outlives processes, and nobody pulls the plug here. */
const roomy = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** A folder for the files of a suite, gone after its tests. */
export const folder = (): string => {
  const made = mkdtempSync(join(roomy, 'projections-'));
  afterAll(() => rmSync(made, { recursive: true, force: true }));
  return made;
};

export type Engine = 'PostgreSQL' | 'SQLite';
export const engines: ReadonlyArray<Engine> = ['PostgreSQL', 'SQLite'];

/** Addresses of new read stores, gone after the tests of the suite. */
export const readStores = (inFolder: string): ((engine: Engine) => Promise<string>) => {
  const drops: Array<() => Promise<void>> = [];
  let made = 0;
  afterAll(async () => {
    for (const drop of drops) await drop();
  });
  return async (engine) => {
    if (engine === 'SQLite') return `sqlite:${join(inFolder, `${made++}.rows`)}`;
    const { connectionString, drop } = await postgresForTests();
    drops.push(drop);
    return connectionString;
  };
};
