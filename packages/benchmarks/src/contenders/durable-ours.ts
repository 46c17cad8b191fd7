import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { streamName, type StreamId } from '@partner-incentives/event-sourcing';
import { sqliteEventStore } from '@partner-incentives/sql';
import { measureDurableAppends } from '../workloads/durable-appends.js';

await measureDurableAppends(async (directory) => {
  const store = await sqliteEventStore({ path: join(directory, 'events.db') });
  return {
    append: async (stream, nth, event) => {
      const appended = await store.append(streamName('choices', stream as StreamId), nth - 1, [
        { id: randomUUID(), schemaVersion: 1, ...event },
      ])();
      if (appended._tag === 'Left') throw new Error(`refused: ${appended.left._tag}`);
    },
    count: async () => {
      let count = 0;
      for await (const _ of store.readAll()) count++;
      return count;
    },
    remarks: async () => ['journal_mode wal, synchronous full'],
  };
});
