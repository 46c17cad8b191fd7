import type { Position } from '../envelope.js';
import type { EventStore } from '../event-store.js';

/** What a build has not handled yet, counted by a short read of its own. */
export interface Lag {
  readonly events: number;
  /** `false`: there are at least so many. */
  readonly exact: boolean;
  /** When the oldest of them was recorded, by the clock of who wrote it, in milliseconds since 1970. */
  readonly oldestMs?: number;
}

/** Counts up to `most`, so that it stays short however far behind the build is. */
export const lagBehind = async (
  store: EventStore,
  categories: ReadonlyArray<string>,
  position: Position | undefined,
  most = 100,
): Promise<Lag> => {
  const filter = { categories };
  const range = position === undefined ? { filter } : { from: position, filter };
  let events = 0;
  let oldestMs = Number.NaN;
  for await (const { metadata } of store.readAll({ ...range, limit: most })) {
    if (events === 0) oldestMs = recordedAt(metadata);
    events += 1;
  }
  const exact = events < most;
  return Number.isNaN(oldestMs) ? { events, exact } : { events, exact, oldestMs };
};

const recordedAt = (metadata: unknown): number =>
  typeof metadata === 'object' &&
  metadata !== null &&
  'recordedAt' in metadata &&
  typeof metadata.recordedAt === 'string'
    ? Date.parse(metadata.recordedAt)
    : Number.NaN;
