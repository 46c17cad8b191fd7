import {
  decodeMetadata,
  type EventStore,
  type Instant,
  type Position,
  type RecordedEvent,
} from '@partner-incentives/event-sourcing';
import * as E from 'fp-ts/lib/Either.js';

/** How far rows are behind the events, as an independent reading of the store finds it. */
export interface Behind {
  readonly events: number;
  /** Whether there are no more than `events`: counting has an end. */
  readonly exact: boolean;
  /** Since the first event that is not in the rows was recorded. */
  readonly seconds: number;
}

/** Counts what a checkpoint leaves out; builds at the same place are counted once. */
export const countBehind = (
  store: Pick<EventStore, 'readAll'>,
  categories: ReadonlyArray<string>,
  now: () => Instant,
): ((from: Position | undefined) => Promise<Behind | null>) => {
  const counted = new Map<Position | undefined, Promise<Behind | null>>();
  const count = async (from: Position | undefined): Promise<Behind> => {
    let events = 0;
    let first: RecordedEvent | undefined;
    const filter = { categories };
    for await (const event of store.readAll({
      filter,
      limit: mostCounted,
      ...(from !== undefined && { from }),
    })) {
      first ??= event;
      events += 1;
    }
    return {
      events,
      exact: events < mostCounted,
      seconds: first === undefined ? 0 : secondsSince(first, now()),
    };
  };
  return (from) => {
    const known = counted.get(from) ?? count(from).catch(ofAnotherStore);
    counted.set(from, known);
    return known;
  };
};

/** How stores refuse a position that none of their kind has: nothing to count from. */
const ofAnotherStore = (error: unknown): null => {
  if (error instanceof RangeError) return null;
  throw error;
};

const mostCounted = 10_000;

const secondsSince = ({ metadata }: RecordedEvent, now: Instant): number => {
  const decoded = decodeMetadata(metadata);
  if (E.isLeft(decoded)) return 0;
  return Math.max(0, (Date.parse(now) - Date.parse(decoded.right.recordedAt)) / 1000);
};
