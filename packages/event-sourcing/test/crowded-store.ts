import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import * as E from 'fp-ts/lib/Either.js';
import type { EventStore } from '../src/event-store.js';
import type { InMemoryLog } from '../src/in-memory-log.js';
import { isStreamId, streamName } from '../src/stream-name.js';

/**
 * As far from an empty store in the same process as the port allows: each answer takes its time, strangers write
 * between any two of our events, and a repeated append is answered without its position.
 */
export const crowded = (store: EventStore, log: InMemoryLog): EventStore => ({
  append: (stream, expected, events) => async () => {
    stranger(log);
    await setImmediate();
    const before = log.events.length;
    const answer = await store.append(stream, expected, events)();
    const repeated = E.isRight(answer) && log.events.length === before;
    stranger(log);
    await setImmediate();
    return repeated ? E.right({ revision: answer.right.revision }) : answer;
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
