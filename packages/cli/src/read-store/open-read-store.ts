import { existsSync } from 'node:fs';
import { inMemoryReadStore, type ReadStore } from '@partner-incentives/event-sourcing';
import { CliError } from '../exit-code.js';
import type { StoreUse } from '../store/opened-store.js';
import { isPostgresUrl, shownUrl } from './read-store-url.js';

/** A read store, as people would name it. */
export interface OpenedReadStore {
  readonly name: string;
  readonly readStore: ReadStore;
}

/** Opens the read store that a URL names: `postgres://…`, `sqlite:path`, created by writers where there is none, or `memory:`. */
export const openReadStore = async (url: string, use: StoreUse): Promise<OpenedReadStore> => {
  const name = shownUrl(url);
  if (url.startsWith('memory:')) return { name, readStore: inMemoryReadStore() };
  if (!/^(?:postgres(?:ql)?:\/\/|sqlite:)./.test(url)) {
    throw new CliError(
      `expected a read store such as postgres://host/database or sqlite:path, got ${JSON.stringify(name)}`,
      'give one with --read-store or DATABASE_URL, or leave it out for a file beside the embedded store',
    );
  }
  if (!url.startsWith('sqlite:') && !isPostgresUrl(url)) {
    throw new CliError(
      'expected a read store such as postgres://host/database, got an address that cannot be taken apart',
      'write /, ?, #, @ and : in a password as %2F, %3F, %23, %40 and %3A',
    );
  }
  const path = /^sqlite:(.+)$/.exec(url)?.[1];
  if (use === 'read' && path !== undefined && !existsSync(path)) {
    throw new CliError(
      `expected a read store at ${path}, but it does not exist`,
      'incentives worker --once creates one and brings it up to date',
    );
  }
  // Loaded only when asked for: native modules and network clients.
  const sql = await import('@partner-incentives/sql');
  return { name, readStore: await sql.openReadStore(url) };
};
