import type { ReadStore } from '@partner-incentives/event-sourcing';
import type { Command } from 'commander';
import type { Output, Report } from '../../output/report.js';
import { openReadStore, type OpenedReadStore } from '../../read-store/open-read-store.js';
import { readStoreUrl } from '../../read-store/read-store-url.js';
import { openStore } from '../../store/open-store.js';
import { sayWhere } from '../../store/say-where.js';
import type { OpenedStore, StoreUse } from '../../store/opened-store.js';

/** What a command for operators is run with. */
export interface Operating {
  readonly output: Output;
  readonly answer: (report: Report) => void;
  /** What was asked for, on the command line or in the environment. */
  readonly urls: () => Urls;
}

export interface Urls {
  readonly store: string;
  /** Of people, where it does not lie beside the store. */
  readonly directory?: string;
  readonly readStore?: string;
}

/** Both stores. Operators only read the events. */
export interface Opened extends OpenedReadStore {
  readonly events: OpenedStore;
  readonly isBeside: boolean;
}

export const withReadStore = async (
  { answer, urls }: Operating,
  work: (readStore: ReadStore) => Promise<Report>,
): Promise<void> => {
  const { store, readStore } = urls();
  const opened = await openReadStore(readStoreUrl(readStore, store).url, 'read');
  try {
    answer(await work(opened.readStore));
  } finally {
    await opened.readStore.close();
  }
};

export const withBoth = (
  operating: Operating,
  use: StoreUse,
  work: (opened: Opened) => Promise<Report>,
): Promise<void> =>
  withEvents(operating, use, async ({ events, isBeside, openRows }) => {
    const opened = await openRows();
    try {
      return await work({ ...opened, events, isBeside });
    } finally {
      await opened.readStore.close();
    }
  });

/** The events, and the rows for whoever opens them, and closes them again. */
export interface EventsOpened extends Pick<Opened, 'events' | 'isBeside'> {
  readonly openRows: () => Promise<OpenedReadStore>;
}

export const withEvents = async (
  { answer, urls }: Operating,
  use: StoreUse,
  work: (opened: EventsOpened) => Promise<Report>,
): Promise<void> => {
  const named = urls();
  const { url, isBeside } = readStoreUrl(named.readStore, named.store);
  const events = await openStore(named.store, 'read', named.directory);
  try {
    answer(await work({ events, isBeside, openRows: () => openReadStore(url, use) }));
  } catch (error) {
    throw sayWhere(events, error);
  } finally {
    await events.close();
  }
};

/** With the rows that somebody asked to be answered from, if anybody did. */
export const withKeptRows = async (
  url: string | undefined,
  work: (rows: OpenedReadStore | undefined) => Promise<Report>,
): Promise<Report> => {
  if (url === undefined) return work(undefined);
  const rows = await openReadStore(url, 'read');
  try {
    return await work(rows);
  } finally {
    await rows.readStore.close();
  }
};

/** Adds a command with examples, each of which a test runs. */
export const addCommand = (
  parent: Command,
  usage: string,
  summary: string,
  ...examples: ReadonlyArray<string>
): Command =>
  parent
    .command(usage)
    .description(summary)
    .addHelpText(
      'after',
      `\nFor example:\n${examples.map((one) => `  $ incentives ${one}`).join('\n')}`,
    );
