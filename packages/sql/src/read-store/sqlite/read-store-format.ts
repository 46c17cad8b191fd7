import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { FileFormat, Migration } from '../../schema-version.js';

const builds: Migration = (db) => [
  db.schema
    .createTable('models')
    .addColumn('model', 'text', (column) => column.primaryKey())
    .addColumn('last_build', 'integer', (column) => column.notNull())
    .modifyEnd(sql`strict, without rowid`),
  db.schema
    .createTable('builds')
    .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('model', 'text', (column) => column.notNull())
    .addColumn('build', 'integer', (column) => column.notNull())
    .addColumn('schema', 'integer', (column) => column.notNull())
    .addColumn('stage', 'text', (column) => column.notNull())
    .addColumn('position', 'text')
    .addColumn('origin', 'text')
    .addColumn('last_stream', 'text')
    .addColumn('last_revision', 'integer')
    .addColumn('last_id', 'text')
    .addColumn('last_position', 'text')
    .addColumn('changes', 'integer', (column) => column.notNull())
    .addColumn('applied', 'integer', (column) => column.notNull())
    .addColumn('ignored', 'integer', (column) => column.notNull())
    .addColumn('foreign_events', 'integer', (column) => column.notNull())
    .addColumn('holder', 'text')
    .addColumn('epoch', 'integer', (column) => column.notNull())
    .addColumn('leased_until', 'integer')
    .addColumn('polled_at', 'integer')
    .addColumn('committed_at', 'integer')
    .addColumn('paused_by', 'text')
    .addColumn('paused_because', 'text')
    .addColumn('paused_since', 'integer')
    .addColumn('halted_cause', 'text')
    .addColumn('halted_reason', 'text')
    .addColumn('halted_since', 'integer')
    .addUniqueConstraint('builds_by_number', ['model', 'build'])
    .modifyEnd(sql`strict`),
  db.schema
    .createTable('leftovers')
    .addColumn('build', 'integer', (column) => column.primaryKey())
    .modifyEnd(sql`strict`),
  db.schema
    .createIndex('one_live_build')
    .on('builds')
    .column('model')
    .unique()
    .where(sql.ref('stage'), '=', sql.lit('live')),
];

const rows: Migration = (db) => [
  db.schema
    .createTable('rows')
    .addColumn('build', 'integer', (column) => column.notNull())
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('account', 'text')
    .addColumn('found_under', 'text')
    .addColumn('data', 'text')
    .addColumn('position', 'text', (column) => column.notNull())
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addColumn('changes', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('rows_by_key', ['build', 'key'])
    .modifyEnd(sql`strict`),
  db.schema.createIndex('rows_by_account').on('rows').columns(['build', 'account', 'changes']),
  db.schema
    .createIndex('rows_without_data')
    .on('rows')
    .column('build')
    .where(sql.ref('data'), 'is', null),
  db.schema
    .createTable('row_values')
    .addColumn('build', 'integer', (column) => column.notNull())
    .addColumn('value', 'text', (column) => column.notNull())
    .addColumn('key', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('row_values_by_value', ['build', 'value', 'key'])
    .modifyEnd(sql`strict, without rowid`),
  // Nothing is written for a row that is found under the same as before: most rows, most of the time.
  written(
    db,
    sql`create trigger row_is_found after insert on rows when new.found_under is not null begin
    insert or ignore into row_values
      select new.build, value, new.key from json_each(new.found_under);
  end`,
  ),
  written(
    db,
    sql`create trigger row_is_found_elsewhere after update of found_under on rows
    when old.found_under is not new.found_under begin
    delete from row_values where build = old.build and key = old.key
      and value in (select value from json_each(old.found_under));
    insert or ignore into row_values
      select new.build, value, new.key from json_each(new.found_under);
  end`,
  ),
];

const parked: Migration = (db) => [
  db.schema
    .createTable('parked')
    .addColumn('build', 'integer', (column) => column.notNull())
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('account', 'text')
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addColumn('position', 'text', (column) => column.notNull())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('cause', 'text', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('waiting', 'integer', (column) => column.notNull())
    .addColumn('since', 'text', (column) => column.notNull())
    .addColumn('retry_asked', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('parked_by_key', ['build', 'key'])
    .modifyEnd(sql`strict, without rowid`),
];

export const readStoreFormat: FileFormat = {
  applicationId: 0x72_6f_77_73,
  migrations: [(db) => [...builds(db), ...rows(db), ...parked(db)]],
};

const written = (db: Kysely<unknown>, statement: RawBuilder<unknown>) => ({
  compile: () => statement.compile(db),
});
