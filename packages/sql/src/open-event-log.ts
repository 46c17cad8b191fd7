import type { Checkpoints } from '@partner-incentives/event-sourcing';
import type { Connect, Connection } from './connection.js';
import { type EventLog, eventLog } from './event-log.js';
import { eventLogFormat } from './event-log-schema.js';
import { GroupCommit } from './group-commit.js';
import { newsOf } from './news.js';
import { openDatabase, type OpenDatabaseOptions } from './open-database.js';
import { sqliteCheckpoints } from './sqlite-checkpoints.js';
import { dataVersionOf, StreamHeads } from './stream-heads.js';
import { Subscribers } from './subscribers.js';
import { Transaction } from './transaction.js';

export interface OpenEventLogOptions extends OpenDatabaseOptions {
  /** How often to look whether another process has written, in milliseconds; only while somebody subscribes. */
  readonly netIntervalMs?: number;
}

/** The parts of an open store, made for each other. Whoever drops them gives the file free. */
export interface OpenEventLog {
  readonly connection: Connection;
  readonly readOnly: boolean;
  readonly busyTimeoutMs: number;
  readonly log: EventLog;
  readonly heads: StreamHeads;
  readonly commits: GroupCommit;
  readonly checkpoints: Checkpoints;
  readonly subscribers: Subscribers;
  readonly close: () => Promise<void>;
}

export const openEventLog = async (
  { netIntervalMs = 250, ...options }: OpenEventLogOptions,
  connect?: Connect,
): Promise<OpenEventLog> => {
  const { connection, path, readOnly, busyTimeoutMs } = await openDatabase(
    eventLogFormat,
    options,
    connect,
  );
  const { news, leave } = newsOf(path);
  const log = eventLog(connection);
  const dataVersion = dataVersionOf(connection);
  const heads = new StreamHeads(log, dataVersion);
  const commits = new GroupCommit(new Transaction(connection), busyTimeoutMs, {
    begun: () => heads.refresh(),
    undone: () => heads.forget(),
    committed: () => {
      for (const wake of news) wake();
    },
  });
  return {
    connection,
    readOnly,
    busyTimeoutMs,
    log,
    heads,
    commits,
    checkpoints: sqliteCheckpoints(connection, commits),
    subscribers: new Subscribers(news, dataVersion, netIntervalMs),
    close: async () => {
      await commits.close('it was closed');
      if (!readOnly) emptyWal(connection);
      connection.close();
      leave();
    },
  };
};

/** So that the file by itself is whole. Where others still use the WAL, or there is no room, it is whole with the WAL. */
const emptyWal = (connection: Connection): void => {
  try {
    connection.exec('pragma wal_checkpoint(truncate)');
  } catch {
    // The next one to open the file reads the WAL.
  }
};
