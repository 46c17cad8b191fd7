import type { Commit, Lease } from '@partner-incentives/event-sourcing';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { compileOnce } from '../../typed-sql.js';
import { moveBuild, moveParameters } from '../move-build.js';
import { checkpointParameters, parkedParameters, rowParameters } from '../row-parameters.js';
import type { ReadStoreTables } from '../tables.js';
import type { Names } from './names.js';

const parameters = {
  ...moveParameters,
  keys: 'text',
  accounts: 'text',
  found_under: 'text',
  data: 'text',
  positions: 'text',
  revisions: 'text',
  parked: 'text',
  unparked: 'text',
} as const;

/**
 * A commit as one statement: one round trip, and by itself one transaction. Everything in it hangs on the build's
 * row, which changes where position and epoch are what they have to be; else no row comes out, and nothing went in.
 */
export const rowCommit = (
  db: Kysely<ReadStoreTables>,
  { schema }: Names,
  now: RawBuilder<number>,
  tell: RawBuilder<unknown>,
) => {
  const { sql: text, bound } = compileOnce(parameters, (hole) =>
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
      )
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
      .select(['changes', tell.as('told')]),
  );
  return ({ build: { model, build }, holder, epoch }: Lease, commit: Commit) => {
    const rows = commit.rows.map(rowParameters);
    const parked = commit.parked.map(parkedParameters);
    const stillParked = new Set<string>(parked.map(({ key }) => key));
    return {
      sql: text,
      parameters: bound({
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
        parked: JSON.stringify(parked),
        unparked: arrayOf(commit.unparked.filter((key) => !stillParked.has(key))),
      }),
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
