import type { ReadStore, StreamName } from '@partner-incentives/event-sourcing';
import { sql } from 'kysely';
import type { Pool } from 'pg';
import { typedPostgres } from '../../typed-sql.js';
import type { ReadingWords } from '../row-questions.js';
import { rowReaders } from '../row-reader.js';
import type { Script } from '../script.js';
import { scriptedStore } from '../scripted-store.js';
import type { ReadStoreTables } from '../tables.js';
import { addressWithoutPassword } from './address.js';
import { Database } from './database.js';
import { Listener } from './listener.js';
import { namesOf } from './names.js';
import { bringUpToDate, lookAfter, ownPool, type Planning } from './open-pool.js';
import { isKeepable } from '../row-parameters.js';
import { beginReading, toldScope } from './reading.js';
import { arrayOf, rowCommit } from './row-commit.js';

export interface PostgresReadStoreOptions {
  /** `postgres://user:password@host/database`; left out where a `pool` is given. */
  readonly connectionString?: string;
  /** Connections that are the caller's, to close and to give deadlines. One of them is used to listen, while somebody watches. */
  readonly pool?: Pool;
  /** `incentives` if left out. */
  readonly schema?: string;
  /** The role that rows are read as; the schema's name and `_app` if left out. */
  readonly appRole?: string;
  /** The role whose members write rows; the schema's name and `_worker` if left out. */
  readonly workerRole?: string;
  /** Within which a statement has to be answered, in milliseconds; 10,000 if left out. */
  readonly deadlineMs?: number;
  /** How many at most to ask on, beside the one that listens, and how many to commit on; 10 if left out. */
  readonly connections?: number;
  /** How often a watcher's store looks for news that were not told it, in milliseconds; 5,000 if left out. */
  readonly netIntervalMs?: number;
}

/**
 * Rows of read models in PostgreSQL, 15 or later. Creates its tables, its roles and the policies that keep readings
 * within their scope, or brings them up to date. Rejects with `StoreOpenError`, or with `ReadStoreUnavailable` where the
 * server cannot be reached.
 */
export const postgresReadStore = (options: PostgresReadStoreOptions): Promise<ReadStore> =>
  readStoreIn(options);

/** The same, with the filter of every query taken away: for the test that the policies alone keep readings within their scope. */
export const readStoreIn = async (
  options: PostgresReadStoreOptions,
  filter: 'filtered' | 'unfiltered' = 'filtered',
): Promise<ReadStore> => {
  const names = namesOf(options);
  const {
    connectionString,
    connections = 10,
    deadlineMs = 10_000,
    netIntervalMs = 5_000,
  } = options;
  const own = (count: number, planning: Planning) =>
    ownPool(connectionString, count, deadlineMs, planning);
  const pool = options.pool ?? own(connections + 1, 'force_custom_plan');
  const committing = options.pool ?? own(connections, 'force_generic_plan');
  const stops = [...new Set([pool, committing])].map(lookAfter);
  const leave = async () => {
    // Ours are looked after to their very end.
    if (options.pool === undefined) await Promise.all([pool.end(), committing.end()]);
    else for (const stop of stops) stop();
  };
  try {
    await bringUpToDate(pool, names, addressWithoutPassword(connectionString ?? 'the database'));
  } catch (error) {
    await leave();
    throw error;
  }

  const database = new Database(pool, deadlineMs);
  const commits = new Database(committing, deadlineMs);
  const db = typedPostgres<ReadStoreTables>().withSchema(names.schema);
  const isAmong = (keys: ReadonlyArray<StreamName>) =>
    sql<boolean>`key = any(${arrayOf(keys.filter(isKeepable))}::text[])`;
  const isForThem = sql<number>`(row_values.account is not distinct from rows.account)::integer`;
  const words = {
    list: (values) => arrayOf(values.map(String)),
    isTextIn: (text, list) => sql`${text} = any(${list}::text[])`,
    isNumberIn: (number, list) => sql`${number} = any(${list}::integer[])`,
    isWaitedIn: (build) =>
      sql`exists (select from ${sql.id(names.schema, 'waited_in')} as it where it.build = ${build})`,
  } satisfies ReadingWords;
  const readerOf = rowReaders(db, words, filter === 'filtered');
  const notify = sql`pg_notify(${sql.lit(names.schema)}, '')`;
  const tell = db.selectNoFrom(notify.as('told'));
  const commitOf = rowCommit(db, names, millisecondsNow, notify);
  const news = db
    .selectFrom('builds')
    .select(({ fn }) => [
      fn.sum<number>('changes').as('changes'),
      fn.sum<number>('id').filterWhere('stage', '=', 'live').as('live'),
    ])
    .compile();
  const listener = new Listener(
    database,
    names.schema,
    async (client) => JSON.stringify(await database.query(client, news)),
    netIntervalMs,
  );
  const within =
    (begin: string) =>
    <Answer>(script: () => Script<Answer>): Promise<Answer> =>
      database.transaction(begin, (client) => database.run(client, script()));
  let closing: Promise<void> | undefined;

  return {
    ...scriptedStore(
      { db, now: millisecondsNow, isAmong, isForThem, tell },
      {
        ask: (script) => database.ask(script()),
        order: within('begin'),
        count: within(beginReading(names, { kind: 'microsoft' }, 'who we are')),
        tell: listener.tell,
      },
    ),
    commit: async (lease, commit) => {
      const statement = commitOf(lease, commit);
      const moved = await commits.connected((client) => commits.query(client, statement));
      if (moved.length > 0) listener.tell();
      return moved.length > 0;
    },
    read: (scope, answer) =>
      database.reading(beginReading(names, scope), (ask, say) =>
        answer(readerOf(scope, ask, (other) => say(toldScope(other)))),
      ),
    watch: (onNews) => (closing === undefined ? listener.watch(onNews) : () => {}),
    close: () => {
      listener.close();
      database.close();
      commits.close();
      return (closing ??= leave());
    },
  };
};

/** What the server's clock says. */
const millisecondsNow = sql<number>`(extract(epoch from clock_timestamp()) * 1000)::bigint`;
