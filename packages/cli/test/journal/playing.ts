import { mkdtempSync, rmSync } from 'node:fs';
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

/** A store that outlives the sessions it is played in. */
export interface Theatre {
  /** Plays as a process of its own would: nothing but the store is left of the playing before. */
  play(lines: ReadonlyArray<JournalLine>): Promise<Played>;
  /** The types of all events that the store holds, in their order. */
  recorded(): Promise<ReadonlyArray<string>>;
}

/** An empty store of the kind; what remains of it is cleared away afterwards. */
export const inTheatre = async (
  kind: StoreKind,
  work: (theatre: Theatre) => Promise<void>,
): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'journals-'));
  const memory = await openStore('memory:');
  // In memory, the checkpoints die with the process and the store is kept.
  const open = (): Promise<OpenedStore> =>
    kind === 'embedded' ? openStore(`sqlite:${join(folder, 'events.db')}`) : openStore('memory:');
  const onStore = async <T>(use: (opened: OpenedStore) => Promise<T>): Promise<T> => {
    const opened = await open();
    try {
      return await use(kind === 'embedded' ? opened : { ...opened, store: memory.store });
    } finally {
      await opened.close();
    }
  };
  try {
    await work({
      play: (lines) => onStore(async (opened) => playJournal(lines, await stageOf(opened))),
      recorded: () => onStore(({ store }) => typesOf(store.readAll())),
    });
  } finally {
    await memory.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

const typesOf = async (
  events: AsyncIterable<{ readonly type: string }>,
): Promise<ReadonlyArray<string>> => {
  const types: Array<string> = [];
  for await (const { type } of events) types.push(type);
  return types;
};
