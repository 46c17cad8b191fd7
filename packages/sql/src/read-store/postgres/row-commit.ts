import type { Commit, Lease } from '@partner-incentives/event-sourcing';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { compileOnce, type Holes } from '../../typed-sql.js';
import { moveBuild, moveParameters } from '../move-build.js';
import { checkpointParameters, parkedParameters, rowParameters } from '../row-parameters.js';
import type { ReadStoreTables } from '../tables.js';
import type { Names } from './names.js';

const rowsAlone = {
  ...moveParameters,
  keys: 'text',
  accounts: 'text',
  found_under: 'text',
  data: 'text',
  positions: 'text',
  revisions: 'text',
} as const;
const rowsAndParked = { ...rowsAlone, parked: 'text', unparked: 'text' } as const;

/**
 * A commit as one statement: one round trip, and by itself one transaction. Everything in it hangs on the build's
 * row, which changes where position and epoch are what they have to be; else no row comes out, and nothing went in.
 *
 * The disk is not waited for. What a crash of the server takes with it are the last commits, whole and with their
 * checkpoints: whoever holds the lease finds the checkpoint elsewhere, at its next heartbeat at the latest, takes the
 * build over, and folds those events again.
 * Everything else is waited for, orders and leases, and nothing that came before them is lost where they are not.
 */
export const rowCommit = (
  db: Kysely<ReadStoreTables>,
  { schema }: Names,
  now: RawBuilder<number>,
  tell: RawBuilder<unknown>,
) => {
  const withRows = (hole: Holes<typeof rowsAlone>) =>
    db
      .with('moved', (all) => moveBuild(all, hole, now))
      .with('written', (all) =>
        all
          .insertInto('rows')
          .columns([
            'build',
            'key',
            'account',
            'found_under',
            'data',
            'position',
            'revision',
            'changes',
          ])
          .expression(
            sql<never>`select moved.id, given.*, moved.changes from moved, unnest(
              ${hole.keys}::text[], ${hole.accounts}::text[], ${hole.found_under}::text[],
              string_to_array(${hole.data}, ${sql.lit('\n')}, ''),
              ${hole.positions}::text[], ${hole.revisions}::bigint[]) as given`,
          )
          .onConflict((conflict) =>
            conflict.columns(['build', 'key']).doUpdateSet(({ ref }) => ({
              account: ref('excluded.account'),
              found_under: ref('excluded.found_under'),
              data: ref('excluded.data'),
              position: ref('excluded.position'),
              revision: ref('excluded.revision'),
              changes: ref('excluded.changes'),
            })),
          ),
      );
  const answer = [
    sql<string>`set_config('synchronous_commit', 'off', true)`.as('answered_before_synced'),
    tell.as('told'),
  ];
  // Without what most commits do not need.
  const usual = compileOnce(rowsAlone, (hole) => withRows(hole).selectFrom('moved').select(answer));
  const whole = compileOnce(rowsAndParked, (hole) =>
    withRows(hole)
      .with('whole_again', (all) =>
        all
          .deleteFrom('parked')
          .where('build', '=', sql<number>`(select id from moved)`)
          .where('key', '=', sql<string>`any(${hole.unparked}::text[])`),
      )
      .with('waiting', (all) =>
        all
          .insertInto('parked')
          .columns([
            'build',
            'key',
            'account',
            'revision',
            'position',
            'type',
            'cause',
            'reason',
            'waiting',
            'since',
            'retry_asked',
          ])
          .expression(
            sql<never>`select moved.id, given.key, given.account, given.revision, given.position,
              given.type, given.cause, given.reason, given.waiting, given.since,
              coalesce(given.retry_asked, kept.retry_asked, 0)
              from moved cross join json_to_recordset(${hole.parked}::json) as given(
                key text, account text, revision bigint, position text, type text, cause text,
                reason text, waiting bigint, since text, retry_asked integer)
              left join ${sql.id(schema, 'parked')} as kept
                on kept.build = moved.id and kept.key = given.key`,
          )
          .onConflict((conflict) =>
            conflict.columns(['build', 'key']).doUpdateSet(({ ref }) => ({
              account: ref('excluded.account'),
              revision: ref('excluded.revision'),
              position: ref('excluded.position'),
              type: ref('excluded.type'),
              cause: ref('excluded.cause'),
              reason: ref('excluded.reason'),
              waiting: ref('excluded.waiting'),
              since: ref('excluded.since'),
              retry_asked: ref('excluded.retry_asked'),
            })),
          ),
      )
      .selectFrom('moved')
      .select(answer),
  );
  return ({ build: { model, build }, holder, epoch }: Lease, commit: Commit) => {
    const rows = commit.rows.map(rowParameters);
    const values = {
      model,
      build,
      holder,
      epoch,
      ...checkpointParameters(commit),
      keys: arrayOf(rows.map(({ key }) => key)),
      accounts: arrayOf(rows.map(({ account }) => account)),
      found_under: arrayOf(rows.map(({ found_under }) => found_under)),
      // JSON has no line ends of its own, so nothing need be escaped; the empty line is no data.
      data: rows.map(({ data }) => data ?? '').join('\n'),
      positions: arrayOf(rows.map(({ position }) => position)),
      revisions: `{${rows.map(({ revision }) => revision).join()}}`,
    };
    if (commit.parked.length === 0 && commit.unparked.length === 0) {
      return { sql: usual.sql, parameters: usual.bound(values) };
    }
    const parked = commit.parked.map(parkedParameters);
    const stillParked = new Set<string>(parked.map(({ key }) => key));
    const unparked = arrayOf(commit.unparked.filter((key) => !stillParked.has(key)));
    return {
      sql: whole.sql,
      parameters: whole.bound({ ...values, parked: JSON.stringify(parked), unparked }),
    };
  };
};

/** An array as PostgreSQL writes it. */
export const arrayOf = (texts: ReadonlyArray<string | null>): string =>
  `{${texts.map(element).join()}}`;

const element = (text: string | null): string => {
  if (text === null) return 'null';
  return `"${/["\\]/.test(text) ? text.replaceAll(/["\\]/g, '\\$&') : text}"`;
};
