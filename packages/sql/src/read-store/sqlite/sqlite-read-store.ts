import { setTimeout as delay } from 'node:timers/promises';
import {
  type ReadStore,
  ReadStoreUnavailable,
  type StreamName,
} from '@partner-incentives/event-sourcing';
import { sql } from 'kysely';
import type { Connect } from '../../connection.js';
import { libsqlConnection } from '../../libsql-connection.js';
import { newsOf } from '../../news.js';
import { openDatabase } from '../../open-database.js';
import { isLocked } from '../../sqlite-fault.js';
import { dataVersionOf } from '../../stream-heads.js';
import { Subscribers } from '../../subscribers.js';
import { typedSql } from '../../typed-sql.js';
import { rowReaders } from '../row-reader.js';
import type { Script } from '../script.js';
import { scriptedStore } from '../scripted-store.js';
import type { ReadStoreTables } from '../tables.js';
import { readStoreFormat } from './read-store-format.js';
import { Readers } from './readers.js';
import { rowCommit } from './row-commit.js';
import { millisecondsNow } from './sqlite-clock.js';
import { readFailureOf } from './sqlite-read-failure.js';
import { scriptsOn } from './sqlite-scripts.js';

export interface SqliteReadStoreOptions {
  /** The file, apart from that of the events. It is created where it is missing, and its directory with it. */
  readonly path: string;
  /** How long to wait for a lock of another process, in milliseconds; 5,000 if left out. */
  readonly busyTimeoutMs?: number;
  /** How often a watcher's store looks whether another process has written, in milliseconds; 250 if left out. */
  readonly netIntervalMs?: number;
}

/**
 * Rows of read models in a SQLite file, shared by any number of processes. After a power failure the last commits may
 * be gone, whole and with their checkpoints: their events are folded again. Rejects with `StoreOpenError`.
 */
export const sqliteReadStore = (options: SqliteReadStoreOptions): Promise<ReadStore> =>
  readStoreOn(options);

/** The same over another connection: for tests that make one fail. */
export const readStoreOn = async (
  { netIntervalMs = 250, ...options }: SqliteReadStoreOptions,
  connect: Connect = libsqlConnection,
): Promise<ReadStore> => {
  const { connection, path, busyTimeoutMs } = await openDatabase(readStoreFormat, options, connect);
  const db = typedSql<ReadStoreTables>();
  const run = scriptsOn(connection);
  const write = rowCommit(connection);
  const { news, leave } = newsOf(path);
  const subscribers = new Subscribers(news, dataVersionOf(connection), netIntervalMs);
  const readers = new Readers(() => {
    const reader = connect({ path, readOnly: false });
    reader.exec('pragma query_only = on');
    reader.exec(`pragma busy_timeout = ${busyTimeoutMs}`);
    return reader;
  }, busyTimeoutMs);
  const stops = new Set<() => void>();
  let isOpen = true;
  connection.exec(relaxed);
  connection.exec('pragma wal_autocheckpoint = 4000');

  const whenFree = async <Value>(work: () => Value): Promise<Value> => {
    const deadline = performance.now() + busyTimeoutMs;
    for (let attempt = 0; ; attempt++) {
      if (!isOpen) throw new ReadStoreUnavailable('it was closed');
      try {
        return work();
      } catch (error) {
        if (connection.inTransaction()) connection.exec('rollback');
        if (!isLocked(error) || performance.now() >= deadline) throw readFailureOf(error);
      }
      await delay(1 + Math.random() * Math.min(2 ** attempt, 16));
    }
  };
  const order = <Answer>(script: () => Script<Answer>): Promise<Answer> =>
    whenFree(() => {
      connection.exec('pragma synchronous = full');
      try {
        connection.exec('begin immediate');
        const answer = run(script());
        connection.exec('commit');
        return answer;
      } finally {
        if (connection.inTransaction()) connection.exec('rollback');
        connection.exec(relaxed);
      }
    });
  const ask = <Answer>(script: () => Script<Answer>) => whenFree(() => run(script()));
  const tell = (): void => {
    for (const wake of news) queueMicrotask(() => news.has(wake) && wake());
  };
  const isAmong = (keys: ReadonlyArray<StreamName>) =>
    sql<boolean>`key in (select value from json_each(${JSON.stringify(keys)}))`;
  const readerOf = rowReaders(db, {
    list: (values) => JSON.stringify(values),
    isTextIn: (text, list) => sql`${text} in (select value from json_each(${list}))`,
    isNumberIn: (number, list) => sql`${number} in (select value from json_each(${list}))`,
    isWaitedIn: (build) => sql`exists (select 1 from parked where parked.build = ${build})`,
  });
  // There are no accounts in it: who reads a file reads all of it.
  const isForThem = sql<number>`1`;

  return {
    ...scriptedStore(
      { db, now: millisecondsNow, isAmong, isForThem },
      { ask, order, count: ask, tell },
    ),
    commit: async (lease, commit) => {
      const isDone = await whenFree(() => {
        connection.exec('begin immediate');
        const isWritten = write(lease, commit);
        connection.exec(isWritten ? 'commit' : 'rollback');
        return isWritten;
      });
      if (isDone) tell();
      return isDone;
    },
    read: async (scope, query) => {
      if (!isOpen) throw new ReadStoreUnavailable('it was closed');
      return readers.read((answer) => query(readerOf(scope, answer)));
    },
    watch: (onNews) => {
      if (!isOpen) return () => {};
      const stop = subscribers.watch(() => onNews());
      stops.add(stop);
      return () => {
        stops.delete(stop);
        stop();
      };
    },
    close: async () => {
      if (!isOpen) return;
      isOpen = false;
      for (const stop of stops) stop();
      readers.close();
      connection.close();
      leave();
    },
  };
};

// Commits are ordered, yet the disk is not waited for: what a power failure takes with it is folded again.
const relaxed = 'pragma synchronous = normal';
