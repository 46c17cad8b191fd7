import type { Build, FiledRow, KeptRow, StreamName } from '@partner-incentives/event-sourcing';
import { type Kysely, type RawBuilder, sql, type SqlBool } from 'kysely';
import { filedRow, keptRow, pagedRow } from './records.js';
import { ask, type Script } from './script.js';
import type { ReadStoreTables } from './tables.js';

/** Rows by their keys, for who writes and who verifies. */
export const pageScripts = (
  db: Kysely<ReadStoreTables>,
  isAmong: (keys: ReadonlyArray<StreamName>) => RawBuilder<boolean>,
  /** 1 where an entry of `row_values` is for those who may see its row. */
  isForThem: RawBuilder<number>,
) => {
  const idOf = ({ model, build }: Build) =>
    db.selectFrom('builds').select('id').where('model', '=', model).where('build', '=', build);
  const rowsOf = (build: Build) =>
    db
      .selectFrom('rows')
      .select(['key', 'account', 'found_under', 'data', 'position', 'revision'])
      .where('build', '=', idOf(build));
  return {
    *load(build: Build, keys: ReadonlyArray<StreamName>): Script<ReadonlyMap<StreamName, KeptRow>> {
      const found = yield* ask(rowsOf(build).where(isAmong(keys)));
      return new Map(found.map(keptRow).map((row) => [row.key, row]));
    },
    *page(
      build: Build,
      after: StreamName | undefined,
      limit: number,
    ): Script<ReadonlyArray<KeptRow>> {
      const rows = rowsOf(build).where('data', 'is not', null).orderBy('key').limit(limit);
      const found = yield* ask(after === undefined ? rows : rows.where('key', '>', after));
      return found.map(pagedRow);
    },
    *filed(
      build: Build,
      after: Pick<FiledRow, 'value' | 'key'> | undefined,
      limit: number,
    ): Script<ReadonlyArray<FiledRow>> {
      const entries = db
        .selectFrom('row_values')
        .leftJoin('rows', (join) =>
          join
            .onRef('rows.build', '=', 'row_values.build')
            .onRef('rows.key', '=', 'row_values.key'),
        )
        .select(['row_values.value', 'row_values.key', 'found_under', isForThem.as('is_for_them')])
        .where('row_values.build', '=', idOf(build))
        .orderBy('row_values.value')
        .orderBy('row_values.key')
        .limit(limit);
      const { value = '', key = '' } = after ?? {};
      const found = yield* ask(
        after === undefined
          ? entries
          : entries.where(sql<SqlBool>`(row_values.value, row_values.key) > (${value}, ${key})`),
      );
      return found.map(filedRow);
    },
  };
};
