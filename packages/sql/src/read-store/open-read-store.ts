import type { ReadStore } from '@partner-incentives/event-sourcing';
import { StoreOpenError } from '../store-open-error.js';
import { addressWithoutPassword } from './postgres/address.js';
import { postgresReadStore } from './postgres/postgres-read-store.js';
import { sqliteReadStore } from './sqlite/sqlite-read-store.js';

/**
 * Opens the read store at an address: `postgres://…`, `postgresql://…` or `sqlite:path`. Rejects with
 * `StoreOpenError`, or with `ReadStoreUnavailable` where a server cannot be reached.
 */
export const openReadStore = async (address: string): Promise<ReadStore> => {
  const [, path] = /^sqlite:(.+)$/.exec(address) ?? [];
  if (path !== undefined) return sqliteReadStore({ path });
  if (/^postgres(ql)?:/.test(address)) return postgresReadStore({ connectionString: address });
  const expected = 'expected postgres://user@host/database or sqlite:path';
  throw new StoreOpenError('OpenFailed', addressWithoutPassword(address), expected);
};
