import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Events of one type and version, as stores hold them and as they have to be read. */
export interface EventEntry {
  readonly type: string;
  readonly schemaVersion: number;
  readonly instances: ReadonlyArray<{ readonly stored: object; readonly read: object }>;
}

/** A whole stream as stored, with the state after each of its events. */
export interface StreamEntry {
  readonly stream: string;
  readonly events: ReadonlyArray<{
    readonly type: string;
    readonly schemaVersion: number;
    readonly effectiveAt: string;
    readonly data: unknown;
    readonly stateAfter: unknown;
  }>;
}

const root = import.meta.dirname;
const sums = join(root, 'corpus.sha256');

const jsonOf = (file: string): unknown => JSON.parse(readFileSync(join(root, file), 'utf8'));

const filesIn = (folder: string): ReadonlyArray<string> =>
  existsSync(join(root, folder))
    ? readdirSync(join(root, folder))
        .toSorted()
        .map((name) => `${folder}/${name}`)
    : [];

/** One file each type and version. */
export const eventEntries = () =>
  filesIn('events').map((file) => [file, jsonOf(file) as EventEntry] as const);

export const streamEntries = () =>
  filesIn('streams').map((file) => [file, jsonOf(file) as StreamEntry] as const);

/** What every file was when it was added, by file. */
export const recordedSums = (): ReadonlyMap<string, string> =>
  new Map(
    (existsSync(sums) ? readFileSync(sums, 'utf8') : '')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => {
        const [sum = '', file = ''] = line.split('  ');
        return [file, sum];
      }),
  );

/** What every file is now. */
export const presentSums = (): ReadonlyMap<string, string> =>
  new Map(
    [...filesIn('events'), ...filesIn('streams')].map((file) => [
      file,
      sumOf(readFileSync(join(root, file), 'utf8')),
    ]),
  );

/** Adds a file. One that is there stays: what is on disk somewhere cannot be taken back. */
export const addEntry = (file: string, entry: EventEntry | StreamEntry): void => {
  const path = join(root, file);
  if (existsSync(path)) return;
  mkdirSync(join(path, '..'), { recursive: true });
  const text = `${JSON.stringify(entry, null, 2)}\n`;
  writeFileSync(path, text);
  writeFileSync(sums, `${sumOf(text)}  ${file}\n`, { flag: 'a' });
};

/** Of what stores hold. What it is read as, and the states, may follow the code; that is for a reviewer to see. */
const sumOf = (text: string): string => {
  const entry = JSON.parse(text) as EventEntry | StreamEntry;
  const held =
    'instances' in entry
      ? { ...entry, instances: entry.instances.map(({ stored }) => stored) }
      : { ...entry, events: entry.events.map(({ stateAfter: _state, ...event }) => event) };
  return createHash('sha256').update(JSON.stringify(held)).digest('hex');
};
