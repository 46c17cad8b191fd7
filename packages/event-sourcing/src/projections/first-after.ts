import type { Position, RecordedEvent } from '../envelope.js';
import type { EventStore } from '../event-store.js';

/** The first event of these categories after a position, read apart from every subscription. */
export const firstAfter = async (
  store: EventStore,
  categories: ReadonlyArray<string>,
  position: Position | undefined,
): Promise<RecordedEvent | undefined> => {
  const filter = { categories };
  const range = position === undefined ? { filter } : { from: position, filter };
  for await (const event of store.readAll({ ...range, limit: 1 })) return event;
  return undefined;
};
