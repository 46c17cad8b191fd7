import type {
  Build,
  LiveBuild,
  RowScope,
  RowSelection,
  RowsRead,
} from '@partner-incentives/event-sourcing';
import { type Kysely, type RawBuilder, sql, type SqlBool } from 'kysely';
import { keepableScope } from './keepable-scope.js';
import { buildOf, checkpointOf, keptRow, parkedKey, stoppedOf } from './records.js';
import { isKeepable } from './row-parameters.js';
import { ask, type Script } from './script.js';
import type { ReadStoreTables } from './tables.js';

/** What queries ask, in one transaction. `'unfiltered'` is for the test that the database's own policies isolate. */
export const rowScripts = (db: Kysely<ReadStoreTables>, given: RowScope | 'unfiltered') => {
  const scope = given === 'unfiltered' ? given : keepableScope(given);
  const idOf = ({ model, build }: Build) =>
    db.selectFrom('builds').select('id').where('model', '=', model).where('build', '=', build);

  const foundUnder = (build: Build, value: string) =>
    db
      .selectFrom('row_values')
      .select('key')
      .where('build', '=', idOf(build))
      .where('value', '=', value);

  const isSeen = (build: Build, account: RawBuilder<unknown>, key: RawBuilder<unknown>) => {
    if (scope === 'unfiltered' || scope.kind === 'microsoft') return sql<SqlBool>`1 = 1`;
    const isWithin =
      scope.kind === 'user'
        ? sql`${key} in ${foundUnder(build, scope.id)}`
        : sql`${account} in (${sql.join([...scope.accounts, null])})`;
    return sql<SqlBool>`(${account} is null or ${isWithin})`;
  };

  const rowsOf = (build: Build) =>
    db
      .selectFrom('rows')
      .select(['rows.key', 'account', 'found_under', 'data', 'position', 'revision'])
      .where('rows.build', '=', idOf(build))
      .where(isSeen(build, accountOfRow, sql`rows.key`));

  /** A parked key is seen as its row is; where it has none, as the account's that it was parked with. */
  const parkedOf = (build: Build) =>
    db
      .selectFrom('parked')
      .leftJoin('rows', (join) =>
        join.onRef('rows.build', '=', 'parked.build').onRef('rows.key', '=', 'parked.key'),
      )
      .selectAll('parked')
      .where('parked.build', '=', idOf(build))
      .where(isSeen(build, accountOfParked, sql`parked.key`));

  return {
    *live(models: ReadonlyArray<string>): Script<ReadonlyMap<string, LiveBuild>> {
      if (models.length === 0) return new Map();
      const found = yield* ask(
        db
          .selectFrom('builds')
          .selectAll()
          .where('stage', '=', 'live')
          .where('model', 'in', models),
      );
      return new Map(
        found.map((record) => [
          record.model,
          {
            build: buildOf(record),
            epoch: record.epoch,
            changes: record.changes,
            ...checkpointOf(record),
            ...stoppedOf(record),
          },
        ]),
      );
    },
    *under(build: Build, value: string): Script<RowsRead> {
      if (!isKeepable(value)) return { rows: [], parked: [] };
      const rows = yield* ask(
        rowsOf(build)
          .where('rows.key', 'in', foundUnder(build, value))
          .where('data', 'is not', null),
      );
      const parked = yield* ask(
        parkedOf(build).where('parked.key', 'in', foundUnder(build, value)),
      );
      return { rows: rows.map(keptRow), parked: parked.map(parkedKey) };
    },
    *of(build: Build, selection: RowSelection, since?: number): Script<RowsRead> {
      if (!isAllowed(scope, selection)) return { rows: [], parked: [] };
      const all = rowsOf(build);
      const ofAccount =
        selection === 'all'
          ? all
          : selection === 'nobodys'
            ? all.where('account', 'is', null)
            : all.where('account', '=', selection.account);
      const rows = yield* ask(
        since === undefined
          ? ofAccount.where('data', 'is not', null)
          : ofAccount.where('changes', '>', since),
      );
      const waiting = parkedOf(build);
      const parked = yield* ask(
        selection === 'all'
          ? waiting
          : selection === 'nobodys'
            ? waiting.where(accountOfParked, 'is', null)
            : waiting.where(accountOfParked, '=', selection.account),
      );
      return { rows: rows.map(keptRow), parked: parked.map(parkedKey) };
    },
  };
};

/** An account out of the scope is not even asked for. */
const isAllowed = (scope: RowScope | 'unfiltered', selection: RowSelection): boolean => {
  if (typeof selection === 'string') return true;
  if (!isKeepable(selection.account)) return false;
  return (
    scope === 'unfiltered' ||
    scope.kind !== 'accounts' ||
    scope.accounts.includes(selection.account)
  );
};

const accountOfRow = sql<string | null>`rows.account`;
const accountOfParked = sql<
  string | null
>`case when rows.key is null then parked.account else rows.account end`;
