import { type Checkpoints, StoreUnavailableError } from '@partner-incentives/event-sourcing';
import type { Connection } from './connection.js';
import type { EventLogTables } from './event-log-schema.js';
import type { GroupCommit } from './group-commit.js';
import { prepare, typedSql } from './typed-sql.js';

const db = typedSql<EventLogTables>();
const save = { name: 'text', value: 'text' } as const;

/** Checkpoints in the file of the events; saving one shares the commit of whatever is appended in the same tick. */
export const sqliteCheckpoints = (connection: Connection, commits: GroupCommit): Checkpoints => {
  const find = prepare(connection, { name: 'text' }, (hole) =>
    db.selectFrom('checkpoints').select('value').where('name', '=', hole.name),
  );
  const upsert = prepare(connection, save, (hole) =>
    db
      .insertInto('checkpoints')
      .values(hole)
      .onConflict((conflict) =>
        conflict.column('name').doUpdateSet((set) => ({ value: set.ref('excluded.value') })),
      ),
  );
  const failed = (reason: string) => new StoreUnavailableError(reason);
  return {
    load: async (name) => find.all({ name })[0]?.value,
    save: async (name, value) => {
      const error = await commits.write<Error | undefined>({
        size: name.length + value.length,
        statements: 1,
        apply: () => {
          upsert.run({ name, value });
          return undefined;
        },
        unavailable: failed,
        unknown: failed,
      });
      if (error !== undefined) throw error;
    },
  };
};
