import type { RowScope } from '@partner-incentives/event-sourcing';
import { type Kysely, type RawBuilder, sql, type SqlBool } from 'kysely';
import { asking } from '../typed-sql.js';
import type { ReadStoreTables } from './tables.js';

/** What engines have no common words for: a list, which is one parameter, and whether any key of a build waits. */
export interface ReadingWords {
  readonly list: (values: ReadonlyArray<string | number>) => string;
  readonly isTextIn: (text: Text, list: RawBuilder<string>) => RawBuilder<SqlBool>;
  /** Whoever's it is. */
  readonly isWaitedIn: (build: RawBuilder<number>) => RawBuilder<SqlBool>;
  readonly isNumberIn: (
    number: RawBuilder<number>,
    list: RawBuilder<string>,
  ) => RawBuilder<SqlBool>;
}

export type RowQuestions = ReturnType<typeof rowQuestions>;

/** What readings within a kind of scope ask, each question a statement that is the same whatever it is about. */
export const rowQuestions = (
  db: Kysely<ReadStoreTables>,
  { isTextIn, isNumberIn, isWaitedIn }: ReadingWords,
  kind: RowScope['kind'],
) => {
  const keysUnder = (build: RawBuilder<number>, value: RawBuilder<string>) =>
    db.selectFrom('row_values').select('key').where('build', '=', build).where('value', '=', value);

  const waits = isWaitedIn(sql`builds.id`).as('is_waited_in');

  const isSeen = ({ build, account, key }: Columns, scope: RawBuilder<string>) => {
    switch (kind) {
      case 'microsoft':
        return always;
      case 'accounts':
        return sql<SqlBool>`(${account} is null or ${isTextIn(account, scope)})`;
      case 'user':
        return sql<SqlBool>`(${account} is null or exists ${keysUnder(build, scope).where('key', '=', key)})`;
    }
  };

  const rows = (scope: RawBuilder<string>) =>
    db
      .selectFrom('rows')
      .select(['build', 'key', 'account', 'found_under', 'data', 'position', 'revision'])
      .where(isSeen(ofRow, scope));

  /** A parked key is seen as its row is; where it has none, as the account's that it was parked with. */
  const parked = (scope: RawBuilder<string>) =>
    db
      .selectFrom('parked')
      .leftJoin('rows', (join) =>
        join.onRef('rows.build', '=', 'parked.build').onRef('rows.key', '=', 'parked.key'),
      )
      .selectAll('parked')
      .where(isSeen(ofParked, scope));

  const selected = (isOf: (account: Text, given: RawBuilder<string>) => RawBuilder<SqlBool>) => ({
    rows: asking(ofBuilds, ({ builds, account, scope }) =>
      rows(scope)
        .where(isNumberIn(ofRow.build, builds))
        .where(isOf(ofRow.account, account))
        .where('data', 'is not', null),
    ),
    changed: asking(ofBuild, ({ build, since, account, scope }) =>
      rows(scope)
        .where('build', '=', build)
        .where(isOf(ofRow.account, account))
        .where('changes', '>', since),
    ),
    parked: asking(ofBuilds, ({ builds, account, scope }) =>
      parked(scope)
        .where(isNumberIn(ofParked.build, builds))
        .where(isOf(ofParked.account, account)),
    ),
  });

  return {
    live: asking({ models: 'text' }, ({ models }) =>
      db
        .selectFrom('builds')
        .select(['id', 'model', 'build', 'schema', 'epoch', 'changes'])
        .select(['position', 'origin', 'last_stream', 'last_revision', 'last_id', 'last_position'])
        .select(['halted_cause', 'paused_by', waits])
        .where('stage', '=', 'live')
        .where(isTextIn(sql`model`, models)),
    ),
    build: asking({ model: 'text', build: 'integer' }, ({ model, build }) =>
      db
        .selectFrom('builds')
        .select(['id', 'model', 'build', waits])
        .where('model', '=', model)
        .where('build', '=', build),
    ),
    under: {
      rows: asking(underValue, ({ build, value, scope }) =>
        rows(scope)
          .where('build', '=', build)
          .where('key', 'in', keysUnder(build, value))
          .where('data', 'is not', null),
      ),
      parked: asking(underValue, ({ build, value, scope }) =>
        parked(scope)
          .where('parked.build', '=', build)
          .where('parked.key', 'in', keysUnder(build, value)),
      ),
    },
    of: {
      all: selected(() => always),
      nobodys: selected((account) => sql`${account} is null`),
      account: selected((account, given) => sql`${account} = ${given}`),
    },
  };
};

// The scope is its accounts as a list, or its user.
const ofBuilds = { builds: 'text', account: 'text', scope: 'text' } as const;
const ofBuild = { build: 'integer', since: 'integer', account: 'text', scope: 'text' } as const;
const underValue = { build: 'integer', value: 'text', scope: 'text' } as const;

type Text = RawBuilder<string | null>;

interface Columns {
  readonly build: RawBuilder<number>;
  readonly account: Text;
  readonly key: RawBuilder<string>;
}

const ofRow: Columns = { build: sql`rows.build`, account: sql`rows.account`, key: sql`rows.key` };
const ofParked: Columns = {
  build: sql`parked.build`,
  account: sql`case when rows.key is null then parked.account else rows.account end`,
  key: sql`parked.key`,
};

const always = sql<SqlBool>`1 = 1`;
