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

/** Whether rows that are folded up to `at` have everything of ours up to a position: others may stand between. */
export const isThrough = async (
  store: EventStore,
  categories: ReadonlyArray<string>,
  at: Position | undefined,
  position: Position,
): Promise<boolean> => {
  if (at !== undefined && at >= position) return true;
  const next = await firstAfter(store, categories, at);
  return next === undefined || next.position > position;
};
