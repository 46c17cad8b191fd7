// As in Emmett's documentation: the SQLite event store opened by the name of its file.
import { join } from 'node:path';
import { getSQLiteEventStore, sqliteConnection } from '@event-driven-io/emmett-sqlite';
import { measureDurableAppends } from '../dist/workloads/durable-appends.js';

// It prints every refused attempt.
console.log = () => undefined;

await measureDurableAppends(async (directory) => {
  const fileName = join(directory, 'events.db');
  const store = getSQLiteEventStore({ fileName });
  await store.schema.migrate();
  let refused = 0;
  const asked = async (sql) => {
    const connection = sqliteConnection({ fileName });
    const row = await connection.querySingle(sql);
    connection.close();
    return Object.values(row)[0];
  };
  const append = async (stream, nth, event) => {
    const expectedStreamVersion = nth === 0 ? 'STREAM_DOES_NOT_EXIST' : BigInt(nth);
    for (;;) {
      try {
        await store.appendToStream(stream, [event], { expectedStreamVersion });
        return;
      } catch (error) {
        // "Database is locked" by another caller: it is told so at once, and has to try again.
        if (error.code !== 'SQLITE_BUSY') throw error;
        refused++;
      }
    }
  };
  return {
    append,
    count: () => asked('select count(*) from emt_messages'),
    remarks: async () => [
      `journal_mode ${await asked('pragma journal_mode')}`,
      `synchronous ${await asked('pragma synchronous')}`,
      ...(refused > 0 ? [`${refused} attempts refused as locked`] : []),
    ],
  };
});
