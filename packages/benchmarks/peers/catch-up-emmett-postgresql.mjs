// As in Emmett's documentation: a consumer with a projection, either of Pongo documents, or of one SQL statement for each
// event, sent as a batch.
import { sql } from '@event-driven-io/dumbo';
import {
  getPostgreSQLEventStore,
  pongoSingleStreamProjection,
  postgreSQLRawBatchSQLProjection,
} from '@event-driven-io/emmett-postgresql';
import pg from 'pg';
import { postgresForTests } from '@partner-incentives/sql/testing';
import { settings } from '../dist/measurement.js';
import { measureCatchUp } from '../dist/workloads/catch-up.js';
import { handled, isWhole, plainRow, said } from '../dist/workloads/plain-row.js';
import { appendTo } from './emmett-appends.mjs';
import { afterEachBatch } from './emmett-handling.mjs';

const { form, batchSize } = settings();

const asDocuments = pongoSingleStreamProjection({
  collectionName: 'enrollments',
  canHandle: handled,
  evolve: (document, { type, data, metadata }) =>
    plainRow(document, { type, data, effectiveAt: metadata.effectiveAt }),
});

const asStatements = postgreSQLRawBatchSQLProjection({
  name: 'enrollments',
  canHandle: handled,
  init: () =>
    sql('create table if not exists enrollments (_id text primary key, data jsonb not null)'),
  evolve: (events) =>
    events.map(({ type, data, metadata }) =>
      sql(
        `insert into enrollments values (%L, %L)
         on conflict (_id) do update set data = enrollments.data || excluded.data ||
           jsonb_build_object('events', (enrollments.data->>'events')::integer + 1)`,
        metadata.streamName,
        JSON.stringify({ ...said({ type, data, effectiveAt: metadata.effectiveAt }), events: 1 }),
      ),
    ),
});

await measureCatchUp(async () => {
  const { connectionString, drop } = await postgresForTests();
  const store = getPostgreSQLEventStore(connectionString);
  await store.schema.migrate();
  const consumer = store.consumer({ pulling: { batchSize, pullingFrequencyInMs: 0 } });
  return {
    append: appendTo(store),
    catchUp: (events) =>
      new Promise((resolve, reject) => {
        let left = events;
        const processor = consumer.projector({
          processorId: 'enrollments',
          projection: form === 'documents' ? asDocuments : asStatements,
        });
        afterEachBatch(processor, ({ length }) => {
          left -= length;
          if (left === 0) resolve();
        });
        consumer.start().then(() => reject(new Error('it stopped')), reject);
      }),
    isRight: async (enrollments) => {
      const client = new pg.Client({ connectionString });
      await client.connect();
      const { rows } = await client.query('select data from enrollments');
      await client.end();
      return rows.length === enrollments && rows.every(({ data }) => isWhole(data));
    },
    close: async () => {
      await consumer.close();
      await store.close();
      await drop();
    },
  };
});
