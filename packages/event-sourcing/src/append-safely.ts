import * as E from 'fp-ts/lib/Either.js';
import type { NewEvent } from './envelope.js';
import type { AppendError, Appended, EventStore } from './event-store.js';
import type { StreamName } from './stream-name.js';

const mostRetries = 5;

/**
 * Appends; while the fate is unknown, sends the same bytes at the same revision again before anything else is tried.
 * A conflict after that may be our own first write: the caller looks for its commandId before it decides again.
 */
export const appendSafely = async (
  store: Pick<EventStore, 'append'>,
  stream: StreamName,
  expected: number,
  events: readonly [NewEvent, ...NewEvent[]],
  backOff: (attempt: number) => Promise<void>,
): Promise<E.Either<AppendError, Appended>> => {
  const first = await store.append(stream, expected, events)();
  if (E.isRight(first) || first.left._tag !== 'OutcomeUnknown') return first;
  let unknown = first.left;
  for (let attempt = 1; attempt <= mostRetries; attempt += 1) {
    await backOff(attempt);
    const again = await unknown.retry();
    if (E.isRight(again)) return again;
    if (again.left._tag === 'OutcomeUnknown') unknown = again.left;
    // That the store is away now says nothing about what it did with the first sending.
    else if (again.left._tag !== 'StoreUnavailable') return again;
  }
  return E.left(unknown);
};
