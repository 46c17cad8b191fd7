import { type QueryCreator, type RawBuilder, sql } from 'kysely';
import type { Holes } from '../typed-sql.js';
import type { ReadStoreTables } from './tables.js';

export const moveParameters = {
  model: 'text',
  build: 'integer',
  holder: 'text',
  epoch: 'integer',
  from: 'textOrNull',
  position: 'text',
  origin: 'text',
  last_stream: 'text',
  last_revision: 'integer',
  last_id: 'text',
  last_position: 'text',
  applied: 'integer',
  ignored: 'integer',
  foreign_events: 'integer',
} as const;

/**
 * The compare-and-set that a commit hangs on: the build's row changes where position and epoch are what they have to
 * be; else no row comes out.
 */
export const moveBuild = (
  db: QueryCreator<ReadStoreTables>,
  hole: Holes<typeof moveParameters>,
  now: RawBuilder<number>,
) =>
  db
    .updateTable('builds')
    .set(({ eb }) => ({
      position: hole.position,
      origin: hole.origin,
      last_stream: hole.last_stream,
      last_revision: hole.last_revision,
      last_id: hole.last_id,
      last_position: hole.last_position,
      changes: eb('changes', '+', sql.lit(1)),
      applied: eb('applied', '+', hole.applied),
      ignored: eb('ignored', '+', hole.ignored),
      foreign_events: eb('foreign_events', '+', hole.foreign_events),
      committed_at: now,
    }))
    .where('model', '=', hole.model)
    .where('build', '=', hole.build)
    .where('holder', '=', hole.holder)
    .where('epoch', '=', hole.epoch)
    .where('position', 'is not distinct from', hole.from)
    .returning(['id', 'changes']);
