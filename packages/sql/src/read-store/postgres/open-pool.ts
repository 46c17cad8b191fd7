import pg, { type Pool } from 'pg';
import { StoreOpenError } from '../../store-open-error.js';
import { migratePostgres } from './migrate-postgres.js';
import type { Names } from './names.js';
import { codeOf, postgresFailureOf } from './postgres-fault.js';

export interface PoolOptions {
  readonly connectionString?: string;
  readonly connections?: number;
}

/** Connections that answer within a deadline, and one more to listen on. */
export const ownPool = (
  { connectionString, connections = 10 }: PoolOptions,
  deadlineMs: number,
): Pool =>
  new pg.Pool({
    ...(connectionString !== undefined && { connectionString }),
    max: connections + 1,
    connectionTimeoutMillis: deadlineMs,
    statement_timeout: deadlineMs,
    idle_in_transaction_session_timeout: 60_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 5_000,
    // So that the server notices within half a minute that a worker's machine is gone.
    options: [
      '-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3',
      // A plan that was made while a build was empty reads all of it, and would be kept while it grows.
      '-c plan_cache_mode=force_custom_plan',
    ].join(' '),
    application_name: 'partner-incentives',
  });

/** Sees to it that the tables are there, and of the version this code knows. */
export const bringUpToDate = async (pool: Pool, names: Names, path: string): Promise<void> => {
  try {
    const client = await pool.connect();
    try {
      await migratePostgres(client, names, path);
    } finally {
      client.release();
    }
  } catch (error) {
    const isRefused = /^(28|3D|42501)/.test(codeOf(error));
    throw isRefused
      ? new StoreOpenError('Inaccessible', path, codeOf(error))
      : postgresFailureOf(error);
  }
};
