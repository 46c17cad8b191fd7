import { inMemoryCheckpoints, inMemoryEventStore } from '@partner-incentives/event-sourcing';
import { inMemoryDirectory } from '@partner-incentives/incentives';
import { CliError } from '../exit-code.js';
import type { OpenedStore, StoreUse } from './opened-store.js';

/** Where the embedded store lies when nobody says otherwise. */
export const defaultStore = 'sqlite:.data/incentives.db';

/** Opens the store that a URL names: `sqlite:path`, created by writers where there is none, or `memory:`. */
export const openStore = async (url: string, use: StoreUse = 'write'): Promise<OpenedStore> => {
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
    default:
      break;
  }
  throw new CliError(
    `expected a store such as sqlite:path/to/file.db or memory:, got ${JSON.stringify(url)}`,
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
