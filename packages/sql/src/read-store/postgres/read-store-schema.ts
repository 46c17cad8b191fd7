import { type Compilable, type Kysely, type RawBuilder, sql } from 'kysely';
import type { Names } from './names.js';

/** One step from a version of the tables to the next. A step is never edited, only added. */
export type Step = (
  db: Kysely<unknown>,
  names: Names,
) => ReadonlyArray<Compilable | RawBuilder<unknown>>;

const builds: Step = (db, { schema }) => {
  const { createTable, createIndex } = within(db, schema);
  return [
    createTable('models')
      .addColumn('model', 'text', (column) => column.primaryKey())
      .addColumn('last_build', 'integer', (column) => column.notNull()),
    createTable('builds')
      .addColumn('id', 'integer', (column) => column.primaryKey().generatedAlwaysAsIdentity())
      .addColumn('model', 'text', (column) => column.notNull())
      .addColumn('build', 'integer', (column) => column.notNull())
      .addColumn('schema', 'integer', (column) => column.notNull())
      .addColumn('stage', 'text', (column) => column.notNull())
      .addColumn('position', bytewise)
      .addColumn('origin', 'text')
      .addColumn('last_stream', 'text')
      .addColumn('last_revision', 'bigint')
      .addColumn('last_id', 'text')
      .addColumn('last_position', 'text')
      .addColumn('changes', 'bigint', (column) => column.notNull())
      .addColumn('applied', 'bigint', (column) => column.notNull())
      .addColumn('ignored', 'bigint', (column) => column.notNull())
      .addColumn('foreign_events', 'bigint', (column) => column.notNull())
      .addColumn('holder', 'text')
      .addColumn('epoch', 'bigint', (column) => column.notNull())
      .addColumn('leased_until', 'bigint')
      .addColumn('polled_at', 'bigint')
      .addColumn('committed_at', 'bigint')
      .addColumn('paused_by', 'text')
      .addColumn('paused_because', 'text')
      .addColumn('paused_since', 'bigint')
      .addColumn('halted_cause', 'text')
      .addColumn('halted_reason', 'text')
      .addColumn('halted_since', 'bigint')
      .addUniqueConstraint('builds_by_number', ['model', 'build']),
    createTable('leftovers').addColumn('build', 'integer', (column) => column.primaryKey()),
    createIndex('one_live_build')
      .on('builds')
      .column('model')
      .unique()
      .where(sql.ref('stage'), '=', sql.lit('live')),
  ];
};

const rows: Step = (db, { schema }) => {
  const { createTable, createIndex, name } = within(db, schema);
  return [
    createTable('rows')
      .addColumn('build', 'integer', (column) => column.notNull())
      .addColumn('key', bytewise, (column) => column.notNull())
      .addColumn('account', bytewise)
      .addColumn('found_under', 'text')
      .addColumn('data', 'text')
      .addColumn('position', 'text', (column) => column.notNull())
      .addColumn('revision', 'bigint', (column) => column.notNull())
      .addColumn('changes', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('rows_by_key', ['build', 'key']),
    createIndex('rows_by_account').on('rows').columns(['build', 'account', 'changes']),
    createIndex('rows_without_data').on('rows').column('build').where(sql.ref('data'), 'is', null),
    // With the account, so that whoever may see the row may see what it is found under, and nobody else.
    createTable('row_values')
      .addColumn('build', 'integer', (column) => column.notNull())
      .addColumn('value', bytewise, (column) => column.notNull())
      .addColumn('key', bytewise, (column) => column.notNull())
      .addColumn('account', bytewise)
      .addPrimaryKeyConstraint('row_values_by_value', ['build', 'value', 'key']),
    sql`create function ${name('find_row')}() returns trigger language plpgsql as $$ begin
      if tg_op = 'UPDATE' then
        delete from ${name('row_values')} where build = old.build and key = old.key
          and value in (select json_array_elements_text(old.found_under::json));
      end if;
      insert into ${name('row_values')} (build, value, key, account)
        select distinct new.build, value, new.key, new.account
        from json_array_elements_text(new.found_under::json) as value;
      return null;
    end $$`,
    // Nothing is written for a row that is found under the same as before: most rows, most of the time.
    sql`create trigger row_is_found after insert on ${name('rows')} for each row
      when (new.found_under is not null) execute function ${name('find_row')}()`,
    sql`create trigger row_is_found_elsewhere after update on ${name('rows')} for each row
      when (old.found_under is distinct from new.found_under
        or old.account is distinct from new.account)
      execute function ${name('find_row')}()`,
  ];
};

const parked: Step = (db, { schema }) => [
  within(db, schema)
    .createTable('parked')
    .addColumn('build', 'integer', (column) => column.notNull())
    .addColumn('key', bytewise, (column) => column.notNull())
    .addColumn('account', bytewise)
    .addColumn('revision', 'bigint', (column) => column.notNull())
    .addColumn('position', bytewise, (column) => column.notNull())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('cause', 'text', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('waiting', 'bigint', (column) => column.notNull())
    .addColumn('since', 'text', (column) => column.notNull())
    .addColumn('retry_asked', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('parked_by_key', ['build', 'key']),
];

/**
 * Who sees which rows, enforced by the database on every query, whatever it says: the scope is a setting of the
 * transaction, without one nothing is seen, and not even the tables' owner is exempt.
 */
const policies: Step = (_db, { schema, appRole, workerRole }) => {
  const name = nameIn(schema);
  const [app, worker] = [sql.id(appRole), sql.id(workerRole)];
  // In a subquery each, so that they are looked up once for a query rather than once for a row.
  const kind = sql`(select current_setting('incentives.scope', true))`;
  const user = sql`(select current_setting('incentives.user', true))`;
  const accounts = sql`array(select jsonb_array_elements_text(
    coalesce(nullif(current_setting('incentives.accounts', true), ''), '[]')::jsonb))`;
  const isSeen = sql`
    ${kind} = 'microsoft'
    or (${kind} in ('user', 'accounts') and account is null)
    or (${kind} = 'accounts' and account = any(${accounts}))
    or (${kind} = 'user' and ${name('is_found')}(build, key, ${user}))`;
  const scoped = {
    rows: isSeen,
    row_values: isSeen,
    // As its row is; where it has none, by the account it was parked with.
    parked: sql`case when ${name('has_row')}(build, key)
      then exists (select from ${name('rows')} of_it
        where of_it.build = parked.build and of_it.key = parked.key)
      else ${isSeen} end`,
  };
  return [
    // Past the policies, for these are what the policies ask.
    sql`create function ${name('has_row')}(of_build integer, of_key text) returns boolean
      language sql stable security definer set search_path = '' as
      $$ select exists (select from ${name('rows')} where build = of_build and key = of_key) $$`,
    sql`create function ${name('is_found')}(of_build integer, of_key text, under text)
      returns boolean language sql stable security definer set search_path = '' as
      $$ select exists (select from ${name('row_values')}
        where build = of_build and value = under and key = of_key) $$`,
    sql`revoke execute on all functions in schema ${sql.id(schema)} from public`,
    sql`grant execute on all functions in schema ${sql.id(schema)} to ${app}, ${worker}`,
    ...Object.entries(scoped).flatMap(([table, isWithin]) => [
      sql`alter table ${name(table)} enable row level security`,
      sql`alter table ${name(table)} force row level security`,
      sql`create policy within_scope on ${name(table)} for select to ${app} using (${isWithin})`,
      sql`create policy for_workers on ${name(table)} to ${worker} using (true) with check (true)`,
    ]),
    sql`grant usage on schema ${sql.id(schema)} to ${app}, ${worker}`,
    sql`grant select on all tables in schema ${sql.id(schema)} to ${app}, ${worker}`,
    ...['models', 'builds', 'leftovers', 'rows', 'row_values', 'parked'].map(
      (table) => sql`grant insert, update, delete on ${name(table)} to ${worker}`,
    ),
  ];
};

/**
 * Builds in which a key waits, by their numbers alone and past the policies: where none does, as almost always, marks
 * need not be asked for.
 */
const waitedIn: Step = (_db, { schema, appRole, workerRole }) => {
  const view = nameIn(schema)('waited_in');
  return [
    sql`create view ${view} as select build from ${nameIn(schema)('parked')}`,
    sql`grant select on ${view} to ${sql.id(appRole)}, ${sql.id(workerRole)}`,
  ];
};

export const steps: ReadonlyArray<Step> = [
  (db, names) => [builds, rows, parked, policies].flatMap((step) => step(db, names)),
  waitedIn,
];

// The order of bytes, whatever the database's own order is.
const bytewise = sql`text collate "C"`;

const nameIn = (schema: string) => (table: string) => sql.id(schema, table);

const within = (db: Kysely<unknown>, schema: string) => {
  const builder = db.schema.withSchema(schema);
  return {
    createTable: (table: string) => builder.createTable(table),
    createIndex: (index: string) => builder.createIndex(index),
    name: nameIn(schema),
  };
};
