import { existsSync } from 'node:fs';
import {
  inMemoryCheckpoints,
  type Checkpoints,
  type EventStore,
} from '@partner-incentives/event-sourcing';
import { eventStoreDb } from '@partner-incentives/eventstoredb';
import { storedCategories } from '@partner-incentives/incentives';
import { sqliteEventStore } from '@partner-incentives/sql';
import { CliError } from '../exit-code.js';
import { checkpointsOf } from './checkpoints-of.js';
import { openDirectory } from './open-directory.js';
import type { OpenedStore, StoreUse } from './opened-store.js';
import { seenHistory } from './seen-history.js';
import { eventStoreDbUrl } from './store-url.js';

/**
 * A server's store, connected to when it is first asked. People, who can be erased, and the marks of policies are kept
 * beside us: in a file, and one beside it.
 */
export const openEventStoreDb = async (
  url: string,
  use: StoreUse,
  directory: string | undefined,
): Promise<OpenedStore> => {
  const { connectionString, categoryPrefix, name } = eventStoreDbUrl(url);
  if (categoryPrefix !== undefined && !/^[A-Za-z]+$/.test(categoryPrefix)) {
    throw new CliError('expected categoryPrefix to be letters, A-Z and a-z');
  }
  const path = directory === undefined ? defaultPath(name) : pathIn(directory);
  const store = eventStoreDb({
    connectionString,
    ...(categoryPrefix !== undefined && { categoryPrefix }),
  });
  try {
    const people = await openDirectory(path, use === 'read');
    const marks = await openMarks(`${path}.marks`, use);
    const history = seenHistory(onlyOurs(store));
    return {
      name,
      store: history.store,
      directory: people,
      checkpoints: checkpointsOf(history, marks.checkpoints),
      whenAway,
      close: async () => {
        await people.close();
        await marks.close();
        await store.close();
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
};

const whenAway =
  'check that EventStoreDB runs there, and that tls and the credentials in --store are right; then run it again';

/** A server is shared with others: what is theirs is not even sent. */
const onlyOurs = (store: EventStore): EventStore => ({
  ...store,
  readAll: (options) =>
    store.readAll({ ...options, filter: { categories: storedCategories, ...options?.filter } }),
});

const defaultPath = (name: string): string =>
  `.data/${name.replaceAll(/[^A-Za-z0-9.]+/g, '-')}.directory`;

const pathIn = (url: string): string => {
  const path = /^sqlite:(.+)$/s.exec(url)?.[1];
  if (path !== undefined) return path;
  throw new CliError(
    `expected --directory to be sqlite:path/to/file, got ${JSON.stringify(url)}`,
    'leave it out for a file below .data, named after the server',
  );
};

/** An embedded store that nothing is appended to keeps marks as well as any. */
const openMarks = async (
  path: string,
  use: StoreUse,
): Promise<{ readonly checkpoints: Checkpoints; close(): Promise<void> }> =>
  use === 'write' || existsSync(path)
    ? sqliteEventStore({ path, readOnly: use === 'read' })
    : { checkpoints: inMemoryCheckpoints(), close: async () => undefined };
