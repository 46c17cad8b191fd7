import type { NewEvent } from '@partner-incentives/event-sourcing';
import { storedEnrollments } from './enrollment-history.js';

/** Appends at the end of a location's enrollment, whose next revision this is. */
export type Append = (
  location: number,
  revision: number,
  events: readonly [NewEvent, ...NewEvent[]],
) => Promise<void>;

interface Past {
  readonly enrollments: number;
  /** The number of the first location; 0. */
  readonly from?: number;
  /** How many write at once; eight. */
  readonly writers?: number;
}

/** Writes the past of enrollments, twelve events to each, four to an append. How many there are. */
export const writtenAtOnce = async (
  append: Append,
  { enrollments, from = 0, writers = 8 }: Past,
): Promise<number> => {
  let written = 0;
  const writer = async (first: number): Promise<void> => {
    for (let n = first; n < enrollments; n += writers) {
      const events = eventsOf(from + n);
      for (let revision = 0; revision < events.length; revision += perAppend) {
        const [one, ...more] = events.slice(revision, revision + perAppend);
        if (one === undefined) continue;
        await append(from + n, revision, [one, ...more]);
        written += 1 + more.length;
      }
    }
  };
  await Promise.all(Array.from({ length: writers }, (_, n) => writer(n)));
  return written;
};

const perAppend = 4;

/** What happens to a location, as new events. */
export const eventsOf = (location: number): ReadonlyArray<NewEvent> =>
  texts.map(({ type, schemaVersion, data, metadata }, nth) => ({
    id: `${location.toString(16).padStart(8, '0')}-0000-4000-8000-${nth.toString(16).padStart(12, '0')}`,
    type,
    schemaVersion,
    data: { ...(JSON.parse(data) as object), pla: `location-${location}` },
    metadata: JSON.parse(metadata) as object,
  }));

const [texts = []] = storedEnrollments(1);
