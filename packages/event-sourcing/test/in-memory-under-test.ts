import { randomUUID } from 'node:crypto';
import { UnreadableJson } from '../src/envelope.js';
import type { EventStore } from '../src/event-store.js';
import { inMemoryEventStore } from '../src/in-memory-event-store.js';
import { inMemoryLog, type InMemoryLog } from '../src/in-memory-log.js';
import type { StoreUnderTest } from '../src/testing/index.js';

/** An in-memory store for the contract: by itself, or behind what `wrap` makes of each handle. */
export const inMemoryUnderTest = (
  wrap: (store: EventStore, log: InMemoryLog) => EventStore = (store) => store,
): StoreUnderTest => {
  const log = inMemoryLog();
  return {
    open: async () => wrap(inMemoryEventStore({ log }), log),
    plant: async (stream, { type, data, metadata }) => {
      const planted = { data: parsed(data), metadata: parsed(metadata) };
      log.record(stream, [{ id: randomUUID(), type, schemaVersion: 1, ...planted }]);
    },
  };
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    return new UnreadableJson(String(error));
  }
};
