import pg, { type Pool, type PoolClient } from 'pg';
import { StoreOpenError } from '../../store-open-error.js';
import { migratePostgres } from './migrate-postgres.js';
import type { Names } from './names.js';
import { codeOf, postgresFailureOf, textAt } from './postgres-fault.js';

/** When statements that are asked again and again are planned. */
export type Planning =
  /** Each time: a plan that was made while a build was empty reads all of it, and would be kept while it grows. */
  | 'force_custom_plan'
  /** Once: for statements that could not be done in another way. */
  | 'force_generic_plan';

/** Connections that answer within a deadline. */
export const ownPool = (
  connectionString: string | undefined,
  connections: number,
  deadlineMs: number,
  planning: Planning,
): Pool =>
  new pg.Pool({
    ...(connectionString !== undefined && { connectionString }),
    max: connections,
    // What is asked before an answer has come goes along with it.
    pipeline: true,
    connectionTimeoutMillis: deadlineMs,
    statement_timeout: deadlineMs,
    idle_in_transaction_session_timeout: 60_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 5_000,
    // So that the server notices within half a minute that a worker's machine is gone.
    options: [
      '-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3',
      `-c plan_cache_mode=${planning}`,
    ].join(' '),
    application_name: 'partner-incentives',
  });

/** Has connections that are lost while nobody uses them simply not used again, until the answer is called. */
export const lookAfter = (pool: Pool): (() => void) => {
  const ignore = () => undefined;
  pool.on('error', ignore);
  // Nor is one that is lost before whoever asked for it has it: for a moment nobody else listens.
  const guard = (client: PoolClient) => void client.on('error', ignore);
  pool.on('connect', guard);
  return () => {
    pool.off('connect', guard);
    pool.off('error', ignore);
  };
};

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
    throw openFailureOf(error, path);
  }
};

const openFailureOf = (error: unknown, path: string): unknown => {
  const code = codeOf(error);
  if (code === 'ERR_INVALID_URL') {
    const next =
      'its address cannot be taken apart: write /, ?, # and @ in a password as %2F, %3F, %23 and %40';
    return new StoreOpenError('OpenFailed', path, next);
  }
  if (code === 'ENOENT' && textAt(error, 'syscall') === 'open') {
    const next = 'a file that its address names, such as sslrootcert, is not there';
    return new StoreOpenError('OpenFailed', path, next);
  }
  if (textAt(error, 'message') === 'The server does not support SSL connections') {
    return new StoreOpenError(
      'Inaccessible',
      path,
      'its address asks for TLS, and the server has none',
    );
  }
  const refusal = refusals.find(([pattern]) => pattern.test(code))?.[1];
  return refusal === undefined
    ? postgresFailureOf(error)
    : new StoreOpenError('Inaccessible', path, `${refusal}, ${code}`);
};

const refusals: ReadonlyArray<readonly [RegExp, string]> = [
  [/^28/, 'the server does not accept the user or the password'],
  [/^3D/, 'the server has no such database'],
  [/^42501$/, 'the user may not create or use the schema'],
  [/CERT|SIGNATURE/, 'its certificate is not trusted here: name its authority by sslrootcert'],
];
