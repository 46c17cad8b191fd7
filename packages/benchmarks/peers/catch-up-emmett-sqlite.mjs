// As in Emmett's documentation: a consumer with a projection that says one SQL statement for each event.
import { join } from 'node:path';
import {
  getSQLiteEventStore,
  sqliteConnection,
  sqliteRawSQLProjection,
} from '@event-driven-io/emmett-sqlite';
import { settings } from '../dist/measurement.js';
import { measureCatchUp } from '../dist/workloads/catch-up.js';
import { handled, isWhole, said } from '../dist/workloads/plain-row.js';
import { appendTo } from './emmett-appends.mjs';
import { afterEachBatch } from './emmett-handling.mjs';

const { batchSize } = settings();
const quoted = (text) => `'${text.replaceAll("'", "''")}'`;

await measureCatchUp(async (directory) => {
  const fileName = join(directory, 'events.db');
  const store = getSQLiteEventStore({ fileName });
  await store.schema.migrate();
  const connection = sqliteConnection({ fileName });
  await connection.command(
    'create table enrollments (stream text primary key, data text not null)',
  );
  const consumer = store.consumer({ pulling: { batchSize, pullingFrequencyInMs: 0 } });
  return {
    append: appendTo(store),
    catchUp: (events) =>
      new Promise((resolve, reject) => {
        let left = events;
        const processor = consumer.processor({
          processorId: 'enrollments',
          projection: sqliteRawSQLProjection({
            canHandle: handled,
            evolve: ({ type, data, metadata }) => {
              const row = said({ type, data, effectiveAt: metadata.effectiveAt });
              const json = quoted(JSON.stringify({ ...row, events: 1 }));
              return `insert into enrollments values (${quoted(metadata.streamName)}, ${json})
                on conflict (stream) do update set data = json_set(json_patch(data, excluded.data),
                  '$.events', json_extract(data, '$.events') + 1)`;
            },
          }),
        });
        afterEachBatch(processor, ({ length }) => {
          left -= length;
          if (left === 0) resolve();
        });
        consumer.start().then(() => reject(new Error('it stopped')), reject);
      }),
    isRight: async (enrollments) => {
      const rows = await connection.query('select data from enrollments');
      return rows.length === enrollments && rows.every(({ data }) => isWhole(JSON.parse(data)));
    },
    close: async () => {
      connection.close();
      await consumer.close();
    },
  };
});
