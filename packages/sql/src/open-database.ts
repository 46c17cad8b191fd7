import { closeSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Connect, Connection } from './connection.js';
import { libsqlConnection } from './libsql-connection.js';
import { type FileFormat, isCurrent, migrate } from './schema-version.js';
import { faultOf, isLocked } from './sqlite-fault.js';
import { openErrorOf, StoreOpenError } from './store-open-error.js';

export interface OpenDatabaseOptions {
  readonly path: string;
  readonly readOnly?: boolean;
  readonly busyTimeoutMs?: number;
}

export interface OpenDatabase {
  readonly connection: Connection;
  /** Absolute. */
  readonly path: string;
  readonly readOnly: boolean;
  readonly busyTimeoutMs: number;
}

/**
 * Opens a file, in WAL mode and synced at every commit; creates it where it is missing (0600, in a directory of 0700),
 * and brings it to the version this code knows. Rejects with `StoreOpenError`.
 */
export const openDatabase = async (
  format: FileFormat,
  { path: given, readOnly = false, busyTimeoutMs = 5_000 }: OpenDatabaseOptions,
  connect: Connect = libsqlConnection,
): Promise<OpenDatabase> => {
  const path = resolve(given);
  const deadline = performance.now() + busyTimeoutMs;
  for (;;) {
    try {
      if (!readOnly) create(path);
      const connection = connected(format, path, readOnly, connect);
      return { connection, path, readOnly, busyTimeoutMs };
    } catch (error) {
      if (!isLocked(error) || performance.now() >= deadline) throw openErrorOf(error, path);
    }
    await delay(5);
  }
};

// An existing file is never opened here: closing it again would take away the locks that this process holds on it
// through SQLite, as POSIX has it.
const create = (path: string): void => {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isDirectory() === true) throw new StoreOpenError('NotADatabase', path, 'a directory');
  if (found !== undefined) return;
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  try {
    closeSync(openSync(path, 'wx', 0o600));
  } catch (error) {
    const createdMeanwhile = statSync(path, { throwIfNoEntry: false }) !== undefined;
    if (!createdMeanwhile) throw error;
  }
};

const connected = (
  format: FileFormat,
  path: string,
  readOnly: boolean,
  connect: Connect,
): Connection => {
  if (readOnly && statSync(path, { throwIfNoEntry: false }) === undefined) {
    throw new StoreOpenError('StoreMissing', path);
  }
  const connectTo = (immutable: boolean): Connection => {
    const connection = connect({ path, readOnly, immutable });
    try {
      prepareFile(connection, format, path, readOnly);
      return connection;
    } catch (error) {
      connection.close();
      throw error;
    }
  };
  try {
    return connectTo(false);
  } catch (error) {
    // Even to read, SQLite wants a `-shm` beside the file. Where it may not make one and nothing stands in a `-wal`,
    // the file is whole as it is.
    const isAtRest = (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) === 0;
    const isShut = ['readOnly', 'inaccessible'].includes(faultOf(error));
    if (!readOnly || !isAtRest || !isShut) throw error;
    return connectTo(true);
  }
};

const prepareFile = (
  connection: Connection,
  format: FileFormat,
  path: string,
  readOnly: boolean,
): void => {
  const current = isCurrent(connection, format, path);
  if (readOnly) {
    if (!current) throw new StoreOpenError('ReadOnly', path, 'it has to be brought up to date');
    return;
  }
  connection.exec('pragma journal_mode = wal');
  connection.exec('pragma synchronous = full');
  connection.exec('pragma cache_size = -16000');
  migrate(connection, format, path);
  refuseUnwritable(connection);
};

/** SQLite opens what it may not write without a word, until something is written. Being locked out is no refusal. */
const refuseUnwritable = (connection: Connection): void => {
  try {
    connection.exec('begin immediate');
    connection.exec('pragma user_version = 0');
  } catch (error) {
    if (!isLocked(error)) throw error;
  } finally {
    if (connection.inTransaction()) connection.exec('rollback');
  }
};
