import type { Build, KeptRow, StreamName } from '@partner-incentives/event-sourcing';
import type { Kysely, RawBuilder } from 'kysely';
import { keptRow } from './records.js';
import { ask, type Script } from './script.js';
import type { ReadStoreTables } from './tables.js';

/** Rows by their keys, for who writes and who verifies. */
export const pageScripts = (
  db: Kysely<ReadStoreTables>,
  isAmong: (keys: ReadonlyArray<StreamName>) => RawBuilder<boolean>,
) => {
  const rowsOf = ({ model, build }: Build) =>
    db
      .selectFrom('rows')
      .select(['key', 'account', 'found_under', 'data', 'position', 'revision'])
      .where('build', '=', (all) =>
        all
          .selectFrom('builds')
          .select('id')
          .where('model', '=', model)
          .where('builds.build', '=', build),
      );
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
      return found.map(keptRow);
    },
  };
};
