import { inMemoryCheckpoints, inMemoryEventStore } from '@partner-incentives/event-sourcing';
import { inMemoryDirectory } from '@partner-incentives/incentives';
import { CliError } from '../exit-code.js';
import type { OpenedStore, StoreUse } from './opened-store.js';
import { withoutSecrets } from './store-url.js';

/** Where the embedded store lies when nobody says otherwise. */
export const defaultStore = 'sqlite:.data/incentives.db';

/**
 * Opens the store that a URL names: `sqlite:path`, created by writers where there is none, `memory:`, or EventStoreDB as
 * its client names it. `directory`: where people are kept, if not in the store's own place.
 */
export const openStore = async (
  url: string,
  use: StoreUse = 'write',
  directory?: string,
): Promise<OpenedStore> => {
  const colon = url.indexOf(':');
  const scheme = url.slice(0, Math.max(0, colon));
  const rest = url.slice(colon + 1);
  switch (scheme) {
    case 'memory':
      return openMemory();
    case 'sqlite':
      if (rest === '') break;
      // Loaded only when asked for: a native module.
      return (await import('./open-sqlite.js')).openSqlite(rest, use);
    case 'esdb':
    case 'esdb+discover':
      return (await import('./open-eventstoredb.js')).openEventStoreDb(url, use, directory);
    default:
      break;
  }
  const given = JSON.stringify(withoutSecrets(url));
  throw new CliError(
    `expected a store such as sqlite:path/to/file.db, esdb://host:2113 or memory:, got ${given}`,
    `give one with --store, or leave it out for ${defaultStore}`,
  );
};

const openMemory = (): OpenedStore => {
  const store = inMemoryEventStore();
  return {
    name: 'memory:',
    store,
    directory: inMemoryDirectory(),
    checkpoints: inMemoryCheckpoints(),
    close: () => store.close(),
  };
};
