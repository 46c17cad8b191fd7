import type { Commit, Lease } from '@partner-incentives/event-sourcing';
import { sql } from 'kysely';
import type { Connection } from '../../connection.js';
import { prepare, typedSql } from '../../typed-sql.js';
import { moveBuild, moveParameters } from '../move-build.js';
import { checkpointParameters, parkedParameters, rowParameters } from '../row-parameters.js';
import type { ReadStoreTables } from '../tables.js';
import { millisecondsNow } from './sqlite-clock.js';

const db = typedSql<ReadStoreTables>();

/** Writes a commit inside a transaction, each statement compiled once. `false`: nothing was written. */
export const rowCommit = (connection: Connection) => {
  const move = prepare(connection, moveParameters, (hole) => moveBuild(db, hole, millisecondsNow));
  const write = prepare(
    connection,
    {
      build: 'integer',
      key: 'text',
      account: 'textOrNull',
      found_under: 'textOrNull',
      data: 'textOrNull',
      position: 'text',
      revision: 'integer',
      changes: 'integer',
    },
    (hole) =>
      db
        .insertInto('rows')
        .values(hole)
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
  const park = prepare(
    connection,
    {
      build: 'integer',
      key: 'text',
      account: 'textOrNull',
      revision: 'integer',
      position: 'text',
      type: 'text',
      cause: 'text',
      reason: 'text',
      waiting: 'integer',
      since: 'text',
      retry_asked: 'integerOrNull',
    },
    ({ retry_asked, ...hole }) =>
      db
        .insertInto('parked')
        .values({ ...hole, retry_asked: sql<number>`coalesce(${retry_asked}, 0)` })
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
            retry_asked: sql<number>`coalesce(${retry_asked}, parked.retry_asked)`,
          })),
        ),
  );
  const unpark = prepare(connection, { build: 'integer', key: 'text' }, (hole) =>
    db.deleteFrom('parked').where('build', '=', hole.build).where('key', '=', hole.key),
  );

  return ({ build: { model, build }, holder, epoch }: Lease, commit: Commit): boolean => {
    const at = { model, build, holder, epoch, ...checkpointParameters(commit) };
    const [moved] = move.all(at);
    if (moved === undefined) return false;
    const { id, changes } = moved;
    for (const row of commit.rows) write.run({ build: id, changes, ...rowParameters(row) });
    for (const key of commit.unparked) unpark.run({ build: id, key });
    for (const parked of commit.parked) park.run({ build: id, ...parkedParameters(parked) });
    return true;
  };
};
