// As in Emmett's documentation: a consumer that follows with a projection of Pongo documents.
import {
  getPostgreSQLEventStore,
  pongoSingleStreamProjection,
} from '@event-driven-io/emmett-postgresql';
import pg from 'pg';
import { postgresForTests } from '@partner-incentives/sql/testing';
import { settings } from '../dist/measurement.js';
import { handled, plainRow } from '../dist/workloads/plain-row.js';
import { measureVisibility } from '../dist/workloads/visibility.js';
import { appendTo } from './emmett-appends.mjs';
import { afterEachBatch } from './emmett-handling.mjs';

const { pulling } = settings();

await measureVisibility(async () => {
  const { connectionString, drop } = await postgresForTests();
  const store = getPostgreSQLEventStore(connectionString);
  await store.schema.migrate();
  const consumer = store.consumer({ pulling });
  return {
    append: appendTo(store),
    start: async (tell) => {
      const processor = consumer.projector({
        processorId: 'enrollments',
        projection: pongoSingleStreamProjection({
          collectionName: 'enrollments',
          canHandle: handled,
          evolve: (document, { type, data, metadata }) =>
            plainRow(document, { type, data, effectiveAt: metadata.effectiveAt }),
        }),
      });
      afterEachBatch(processor, ({ length }) => tell(length));
      void consumer.start();
    },
    isRight: async (enrollments) => {
      const client = new pg.Client({ connectionString });
      await client.connect();
      const { rows } = await client.query('select data from enrollments');
      await client.end();
      return rows.length === enrollments && rows.every(({ data }) => data.phase === 'Invited');
    },
    remarks: () => [],
    close: async () => {
      await consumer.close();
      await store.close();
      await drop();
    },
  };
});
