// The database by itself: the events are in it already, and each batch of 5,000 is one `insert … select … group by`,
// with the checkpoint in the same transaction. Nothing is read by a program, nothing is validated.
import { postgresForTests } from '@partner-incentives/sql/testing';
import pg from 'pg';
import { measureCatchUp } from '../workloads/catch-up.js';

const schema = `
  create table events (position bigint generated always as identity primary key,
    stream text not null, revision integer not null, type text not null, data jsonb not null, metadata jsonb not null);
  create table enrollments (stream text primary key, events integer not null, type text not null,
    since text not null, data jsonb not null);
  create table checkpoint (position bigint not null);
  insert into checkpoint values (0)`;

const batch = `
  with read as materialized (
    select * from events where position > $1 order by position limit 5000
  ), written as (
    insert into enrollments
    select stream, count(*), (array_agg(type order by revision desc))[1],
      max(metadata->>'effectiveAt'), (array_agg(data order by revision desc))[1]
    from read group by stream
    on conflict (stream) do update set events = enrollments.events + excluded.events,
      type = excluded.type, since = excluded.since, data = excluded.data
  )
  update checkpoint set position = (select max(position) from read)
  where position = $1 and exists (select 1 from read) returning position`;

await measureCatchUp(async () => {
  const { connectionString, drop } = await postgresForTests();
  const pool = new pg.Pool({ connectionString });
  await pool.query(schema);
  return {
    append: async (location, revision, events) => {
      const rows = events.map(({ type, data, metadata }, nth) => ({
        stream: `enrollment-${location}`,
        revision: revision + nth,
        type,
        data,
        metadata,
      }));
      await pool.query(
        `insert into events (stream, revision, type, data, metadata)
         select * from jsonb_to_recordset($1) as given (stream text, revision integer, type text, data jsonb, metadata jsonb)
         order by revision`,
        [JSON.stringify(rows)],
      );
    },
    catchUp: async () => {
      const client = await pool.connect();
      let position: string | undefined = '0';
      while (position !== undefined) {
        const { rows }: pg.QueryResult<{ readonly position: string }> = await client.query({
          name: 'batch',
          text: batch,
          values: [position],
        });
        position = rows[0]?.position;
      }
      client.release();
    },
    isRight: async (enrollments) => {
      const { rows } = await pool.query<{ readonly n: number }>(
        `select count(*)::integer as n from enrollments where events = 12 and type = 'ProfileSubmitted'`,
      );
      return rows[0]?.n === enrollments;
    },
    close: async () => {
      await pool.end();
      await drop();
    },
  };
});
