import { sql } from 'kysely';
import type { FileFormat, Migration } from './schema-version.js';

/** The tables of an event store's file. */
export interface EventLogTables {
  /**
   * Streams by number, because an index on numbers stays small and is written at its end, where one on names is
   * written all over: half of an append's price.
   */
  readonly streams: { readonly stream: number; readonly name: string };
  readonly events: {
    /** 1, 2, 3 … over all streams, without a gap: assigned under the write lock. */
    readonly position: number;
    readonly stream: number;
    readonly category: string;
    readonly revision: number;
    readonly id: string;
    readonly type: string;
    readonly schema_version: number;
    /** JSON, as are metadata: parsed by who reads it, never looked into here. */
    readonly data: string;
    readonly metadata: string;
  };
  readonly checkpoints: { readonly name: string; readonly value: string };
}

const streams: Migration = (db) => [
  db.schema
    .createTable('streams')
    .addColumn('stream', 'integer', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull().unique())
    .modifyEnd(sql`strict`),
];

// Ids have no index: they are random, so it would cost as much as everything else together. Whether an append is a
// repetition is seen at the revisions it names.
const events: Migration = (db) => [
  db.schema
    .createTable('events')
    .addColumn('position', 'integer', (column) => column.primaryKey())
    .addColumn('stream', 'integer', (column) => column.notNull())
    .addColumn('category', 'text', (column) => column.notNull())
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('schema_version', 'integer', (column) => column.notNull())
    .addColumn('data', 'text', (column) => column.notNull())
    .addColumn('metadata', 'text', (column) => column.notNull())
    .modifyEnd(sql`strict`),
  db.schema.createIndex('events_by_stream').on('events').columns(['stream', 'revision']).unique(),
  // Within a category by position, as every index of SQLite ends in the row's key.
  db.schema.createIndex('events_by_category').on('events').column('category'),
];

const checkpoints: Migration = (db) => [
  db.schema
    .createTable('checkpoints')
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('value', 'text', (column) => column.notNull())
    .modifyEnd(sql`strict, without rowid`),
];

export const eventLogFormat: FileFormat = {
  applicationId: 0x65_76_6c_67,
  migrations: [(db) => [...streams(db), ...events(db), ...checkpoints(db)]],
};
