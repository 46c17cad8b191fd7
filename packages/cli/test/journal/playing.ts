import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { playJournal, type Played } from '../../src/journal/play-journal.js';
import type { JournalLine } from '../../src/journal/journal-line.js';
import { openStore } from '../../src/store/open-store.js';
import type { OpenedStore } from '../../src/store/opened-store.js';
import { stageOf } from '../../src/store/stage-of.js';

export const journals = join(import.meta.dirname, '../../../../examples/journals');

export const storeKinds = ['in-memory', 'embedded'] as const;
export type StoreKind = (typeof storeKinds)[number];

/** What a playing came to, and what the store holds after it. */
export interface Performance extends Played {
  /** The types of all events, in their order. */
  readonly recorded: ReadonlyArray<string>;
}

/** Plays as a process of its own would: nothing but the store is left of the playing before. */
export type Play = (lines: ReadonlyArray<JournalLine>) => Promise<Performance>;

/** Hands out a store of the kind, empty or as another folder holds it; what remains of it is cleared away afterwards. */
export const inTheatre = async (
  kind: StoreKind,
  work: (play: Play) => Promise<void>,
  rehearsed?: string,
): Promise<void> => {
  if (kind === 'in-memory') return inMemory(work);
  const folder = mkdtempSync(join(tmpdir(), 'journals-'));
  try {
    if (rehearsed !== undefined) cpSync(rehearsed, folder, { recursive: true });
    await work(playIn(folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Plays into an embedded store that lies in the folder. */
export const playIn =
  (folder: string): Play =>
  async (lines) => {
    const opened = await openStore(`sqlite:${join(folder, 'events.db')}`);
    try {
      return await perform(lines, opened);
    } finally {
      await opened.close();
    }
  };

/** The checkpoints die with each process, the store is kept. */
const inMemory = async (work: (play: Play) => Promise<void>): Promise<void> => {
  const { store, close } = await openStore('memory:');
  try {
    await work(async (lines) => perform(lines, { ...(await openStore('memory:')), store }));
  } finally {
    await close();
  }
};

const perform = async (
  lines: ReadonlyArray<JournalLine>,
  opened: OpenedStore,
): Promise<Performance> => {
  const played = await playJournal(lines, await stageOf(opened));
  return { ...played, recorded: await typesOf(opened.store.readAll()) };
};

const typesOf = async (
  events: AsyncIterable<{ readonly type: string }>,
): Promise<ReadonlyArray<string>> => {
  const types: Array<string> = [];
  for await (const { type } of events) types.push(type);
  return types;
};
