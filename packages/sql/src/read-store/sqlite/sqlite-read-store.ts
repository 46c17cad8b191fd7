import { setTimeout as delay } from 'node:timers/promises';
import { type ReadStore, ReadStoreUnavailable } from '@partner-incentives/event-sourcing';
import { sql } from 'kysely';
import type { Connect } from '../../connection.js';
import { libsqlConnection } from '../../libsql-connection.js';
import { newsOf } from '../../news.js';
import { openDatabase } from '../../open-database.js';
import { isLocked } from '../../sqlite-fault.js';
import { dataVersionOf } from '../../stream-heads.js';
import { Subscribers } from '../../subscribers.js';
import { typedSql } from '../../typed-sql.js';
import { buildScripts } from '../builds.js';
import { leaseScripts } from '../leases.js';
import { pageScripts } from '../pages.js';
import { rowScripts } from '../row-scripts.js';
import type { Script } from '../script.js';
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
  const builds = buildScripts(db, millisecondsNow);
  const leases = leaseScripts(db, millisecondsNow);
  const pages = pageScripts(db, (keys) => {
    return sql<boolean>`key in (select value from json_each(${JSON.stringify(keys)}))`;
  });
  const write = rowCommit(connection);
  const { news, leave } = newsOf(path);
  const subscribers = new Subscribers(news, dataVersionOf(connection), netIntervalMs);
  const readers = new Readers(() => {
    const reader = connect({ path, readOnly: false });
    reader.exec('pragma query_only = on');
    reader.exec(`pragma busy_timeout = ${busyTimeoutMs}`);
    return reader;
  });
  const stops = new Set<() => void>();
  let isOpen = true;
  connection.exec(relaxed);

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
  const atOnce = <Value>(work: () => Value): Promise<Value> =>
    whenFree(() => {
      connection.exec('begin immediate');
      const value = work();
      connection.exec('commit');
      return value;
    });
  const change = <Answer>(script: () => Script<Answer>) => atOnce(() => run(script()));
  /** What an operator was told stays, even where the power fails: it is on the disk. */
  const changeForGood = <Answer>(script: () => Script<Answer>) =>
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
  const find = <Answer>(script: () => Script<Answer>) => whenFree(() => run(script()));
  const tell = (): void => {
    for (const wake of news) queueMicrotask(() => news.has(wake) && wake());
  };
  const telling = async (done: Promise<boolean>): Promise<boolean> => {
    const isDone = await done;
    if (isDone) tell();
    return isDone;
  };

  return {
    builds: async (models) => {
      const found = await find(() => builds.of(models));
      const missing = models.filter(
        ({ model }) => !found.some(({ build }) => build.model === model),
      );
      if (missing.length === 0) return found;
      for (const { model, schema } of missing) await change(() => builds.first(model, schema));
      return find(() => builds.of(models));
    },
    claim: (build, holder, ttlMs) => change(() => leases.claim(build, holder, ttlMs)),
    renew: (lease, ttlMs) => change(() => leases.renew(lease, ttlMs)),
    release: (lease) => change(() => leases.release(lease)),
    halt: (lease, why) => changeForGood(() => leases.halt(lease, why)),
    load: (build, keys) => find(() => pages.load(build, keys)),
    commit: (lease, commit) => telling(atOnce(() => write(lease, commit))),
    status: () => find(() => builds.status()),
    pause: (build, by, because) => changeForGood(() => leases.pause(build, by, because)),
    resume: (build) => changeForGood(() => leases.resume(build)),
    begin: (model, schema, { once = false } = {}) =>
      changeForGood(() => builds.begin(model, schema, once)),
    promote: (build) => telling(changeForGood(() => builds.promote(build))),
    drop: (build) => changeForGood(() => builds.drop(build)),
    parked: (build) => find(() => leases.parked(build)),
    askRetry: (build, keys) => changeForGood(() => leases.askRetry(build, keys)),
    page: (build, after, limit) => find(() => pages.page(build, after, limit)),
    read: async (scope, ask) => {
      if (!isOpen) throw new ReadStoreUnavailable('it was closed');
      const scripts = rowScripts(db, scope);
      return readers.read((answer) =>
        ask({
          live: async (models) => answer(scripts.live(models)),
          under: async (build, value) => answer(scripts.under(build, value)),
          of: async (build, selection, since) => answer(scripts.of(build, selection, since)),
        }),
      );
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
