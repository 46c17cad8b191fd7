import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { EventStore } from '../src/event-store.js';
import type { InMemoryLog } from '../src/in-memory-log.js';
import { isStreamId, streamName } from '../src/stream-name.js';

/**
 * As far from an empty store in the same process as the port allows: each answer takes its time, strangers write
 * between any two of our events.
 */
export const crowded = (store: EventStore, log: InMemoryLog): EventStore => ({
  append: (stream, expected, events) => async () => {
    stranger(log);
    await setImmediate();
    const answer = await store.append(stream, expected, events)();
    stranger(log);
    await setImmediate();
    return answer;
  },
  read: (stream, options) => slowly(store.read(stream, options)),
  readAll: (options) => slowly(store.readAll(options)),
  subscribe: (options) => store.subscribe(options),
  head: async () => {
    await setImmediate();
    return store.head();
  },
  close: async () => {
    await setImmediate();
    await store.close();
  },
});

const stranger = (log: InMemoryLog): void => {
  const id = randomUUID();
  if (!isStreamId(id)) throw new TypeError('a UUID names a stream');
  const event = { type: 'Noted', schemaVersion: 0, data: 'theirs', metadata: null };
  log.record(streamName('Stranger', id), [{ id, ...event }]);
};

async function* slowly<Item>(items: AsyncIterable<Item>): AsyncGenerator<Item> {
  await setImmediate();
  yield* items;
}
