import {
  checkLimits,
  type Checkpoints,
  type EventStore,
  pulled,
  pulledSubscription,
  StoreUnavailableError,
} from '@partner-incentives/event-sourcing';
import * as E from 'fp-ts/lib/Either.js';
import {
  type AppendAnswer,
  AppendWrite,
  type PreparedAppend,
  prepareAppend,
} from './append-write.js';
import { backupDatabase } from './backup-database.js';
import type { Connect } from './connection.js';
import { eventScan } from './event-scan.js';
import { type OpenEventLog, openEventLog, type OpenEventLogOptions } from './open-event-log.js';
import { positionAt } from './position.js';
import { pullAll, pullMessages, pullStream } from './pulls.js';
import { recordedEvent, unparsedEvent } from './recorded-event.js';
import { isLocked, isSqliteFailure, reasonOf } from './sqlite-fault.js';

export interface SqliteEventStoreOptions {
  /** The file. It is created where it is missing, and its directory with it. */
  readonly path: string;
  /** Opens what is there and writes nothing. */
  readonly readOnly?: boolean;
  /** How long to wait for a lock of another process, in milliseconds; 5,000 if left out. */
  readonly busyTimeoutMs?: number;
  /** How often a subscriber's store looks whether another process has written, in milliseconds; 250 if left out. */
  readonly netIntervalMs?: number;
}

export interface SqliteEventStore extends EventStore {
  /** Marks in the same file; a save shares its commit with the appends of the same tick. */
  readonly checkpoints: Checkpoints;
  /**
   * Copies the store as it is now into a new file, while others go on writing. Restoring is copying it back, with no
   * `-wal` beside it. Rejects with `BackupError`.
   */
  backup(file: string): Promise<void>;
}

/**
 * The embedded event store: one SQLite file, durable at every answer as far as the disk keeps its word, shared by any
 * number of processes. Rejects with `StoreOpenError`.
 */
export const sqliteEventStore = (options: SqliteEventStoreOptions): Promise<SqliteEventStore> =>
  eventStoreOn(options);

/** The same over another connection: for tests that make one fail. */
export const eventStoreOn = async (
  options: OpenEventLogOptions,
  connect?: Connect,
): Promise<SqliteEventStore> => {
  let opened: OpenEventLog | undefined = await openEventLog(options, connect);
  const closing = new AbortController();
  let closed: Promise<void> | undefined;

  const whenOpen = (): OpenEventLog => {
    if (opened === undefined || closing.signal.aborted) throw new StoreUnavailableError(wasClosed);
    return opened;
  };
  const reading = <Value>(read: (open: OpenEventLog) => Value): Value => {
    const open = whenOpen();
    try {
      return patiently(open, read);
    } catch (error) {
      throw isSqliteFailure(error) ? new StoreUnavailableError(reasonOf(error)) : error;
    }
  };
  /** Asks nothing of the file before the first item is asked for. */
  const iterate = <Item>(start: (open: OpenEventLog) => () => Item | undefined) => {
    let pull: (() => Item | undefined) | undefined;
    return pulled(() => reading((open) => (pull ??= start(open))()));
  };
  const attempt = async (append: PreparedAppend): Promise<AppendAnswer> => {
    if (opened === undefined || closing.signal.aborted) return unavailable(wasClosed);
    const { commits, heads, log, readOnly } = opened;
    if (readOnly) return unavailable('it was opened read-only');
    return commits.write(new AppendWrite(log, heads, append, () => attempt(append)));
  };

  return {
    append: (stream, expected, events) => async () => {
      const tooLarge = checkLimits(events);
      if (tooLarge !== undefined) return E.left(tooLarge);
      return attempt(prepareAppend(stream, expected, events));
    },
    read: (stream, range) => iterate(({ log }) => pullStream(log, stream, range)),
    readAll: (range) =>
      iterate(({ connection, log }) => pullAll(log, eventScan(connection, range?.filter), range)),
    subscribe: ({ from, filter, signal, lazy = false }) =>
      pulledSubscription(
        () => {
          if (opened === undefined || closing.signal.aborted) return silent;
          const { connection, log, subscribers } = opened;
          const scan = eventScan(connection, filter, lazy ? unparsedEvent : recordedEvent);
          const { pull, news } = pullMessages(log, scan, from);
          const watch = (wake: () => void) =>
            subscribers.watch(() => {
              news();
              wake();
            });
          return { pull: () => reading(pull), watch };
        },
        closing.signal,
        signal,
      ),
    head: async () => {
      const head = reading(({ log }) => log.ends().position);
      return head === 0 ? undefined : positionAt(head);
    },
    checkpoints: {
      load: async (name) => reading(({ checkpoints }) => checkpoints.load(name)),
      save: async (name, value) => whenOpen().checkpoints.save(name, value),
    },
    backup: async (file) => backupDatabase(whenOpen().connection, file),
    close: () => {
      closing.abort();
      closed ??= (opened?.close() ?? Promise.resolve()).finally(() => {
        opened = undefined;
      });
      return closed;
    },
  };
};

/**
 * Beside a WAL, a reader waits for nobody but who recovers the file after a crash: for moments, which may stop the
 * process.
 */
const patiently = <Value>(open: OpenEventLog, read: (open: OpenEventLog) => Value): Value => {
  try {
    return read(open);
  } catch (error) {
    if (!isLocked(error)) throw error;
  }
  open.connection.exec(`pragma busy_timeout = ${open.busyTimeoutMs}`);
  try {
    return read(open);
  } finally {
    open.connection.exec('pragma busy_timeout = 0');
  }
};

const wasClosed = 'it was closed';
const unavailable = (reason: string): AppendAnswer => E.left({ _tag: 'StoreUnavailable', reason });
const silent = { pull: () => undefined, watch: () => () => undefined };
