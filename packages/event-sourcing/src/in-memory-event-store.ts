import * as E from 'fp-ts/lib/Either.js';
import { checkLimits } from './append-limits.js';
import type { NewEvent, RecordedEvent } from './envelope.js';
import { matchesFilter } from './event-filter.js';
import {
  type AppendError,
  type Appended,
  type EventStore,
  type ReadAllOptions,
  type ReadOptions,
  StoreUnavailableError,
} from './event-store.js';
import { inMemoryLog, type InMemoryLog } from './in-memory-log.js';
import { inMemorySubscription } from './in-memory-subscription.js';
import { jsonBoundFrozen } from './json-value.js';
import { pulled } from './pulled.js';

export interface InMemoryEventStoreOptions {
  /** The events; two stores on one log are two handles on the same data. Left out: a new, empty one. */
  readonly log?: InMemoryLog;
}

/**
 * An event store that lasts as long as the process: for tests, trials and benchmarks. Appends and reads cost the same
 * however much it holds. It freezes what it is given, so that neither a writer nor a reader can change history.
 */
export const inMemoryEventStore = ({
  log = inMemoryLog(),
}: InMemoryEventStoreOptions = {}): EventStore => {
  const closing = new AbortController();
  const whenOpen = () => {
    if (closing.signal.aborted) throw new StoreUnavailableError(closed);
  };
  const whileOpen = <Item>(pull: () => Item | undefined): AsyncIterable<Item> =>
    pulled(() => {
      whenOpen();
      return pull();
    });
  // One for all reads that find nothing, as most do that read on from where they were: it has no state.
  const nothing: AsyncIterableIterator<RecordedEvent, undefined> = {
    [Symbol.asyncIterator]: () => nothing,
    next: async () => {
      whenOpen();
      return over;
    },
  };
  return {
    append: (stream, expected, events) => async () =>
      closing.signal.aborted
        ? E.left({ _tag: 'StoreUnavailable', reason: closed })
        : append(log, stream, expected, events),
    read: (stream, options) => {
      const events = log.stream(stream);
      const isAtEnd = (options?.from ?? 0) >= events.length && options?.direction !== 'backwards';
      return isAtEnd ? nothing : whileOpen(range(events, options));
    },
    readAll: (options) => whileOpen(following(log, options)),
    subscribe: (options) => inMemorySubscription(log, closing.signal, options),
    head: async () => {
      whenOpen();
      return log.events.at(-1)?.position;
    },
    close: async () => closing.abort(),
  };
};

const closed = 'it was closed';
const over = { done: true, value: undefined } as const;

const append = (
  log: InMemoryLog,
  stream: RecordedEvent['stream'],
  expected: number,
  events: ReadonlyArray<NewEvent>,
): E.Either<AppendError, Appended> => {
  const tooLarge = checkLimits(events, jsonBoundFrozen);
  if (tooLarge !== undefined) return E.left(tooLarge);
  const recorded = log.stream(stream);
  const actual = recorded.length - 1;
  if (expected === actual) {
    const { revision, position } = log.record(stream, events);
    return E.right({ revision, position });
  }
  return isRepeated(recorded, expected, events)
    ? E.right({ revision: expected + events.length })
    : E.left({ _tag: 'RevisionConflict', stream, expected, actual });
};

/** Where exactly these events follow the expected revision, they were written before. */
const isRepeated = (
  recorded: ReadonlyArray<RecordedEvent>,
  expected: number,
  events: ReadonlyArray<NewEvent>,
): boolean => events.every(({ id }, index) => recorded[expected + 1 + index]?.id === id);

const range = (
  events: ReadonlyArray<RecordedEvent>,
  { from, to, direction = 'forwards', limit = Number.POSITIVE_INFINITY }: ReadOptions = {},
): (() => RecordedEvent | undefined) => {
  const last = events.length - 1;
  const step = direction === 'forwards' ? 1 : -1;
  const start = step === 1 ? Math.max(from ?? 0, 0) : Math.min(from ?? last, last);
  const end = step === 1 ? Math.min(to ?? last, last) : Math.max(to ?? 0, 0);
  const count = Math.min(limit, (end - start) * step + 1);
  let read = 0;
  return () => (read < count ? events[start + read++ * step] : undefined);
};

/** What stands after a position now; what is appended during the read is left to the next one. */
const following = (
  log: InMemoryLog,
  { from, filter, limit = Number.POSITIVE_INFINITY }: ReadAllOptions = {},
): (() => RecordedEvent | undefined) => {
  const matches = matchesFilter(filter);
  const end = log.events.length;
  let next = from === undefined ? 0 : log.countUpTo(from);
  let left = limit;
  return () => {
    while (left > 0 && next < end) {
      const event = log.events[next++];
      if (event !== undefined && matches(event)) {
        left--;
        return event;
      }
    }
    return undefined;
  };
};
