import { matchesFilter } from './event-filter.js';
import type { SubscribeOptions, SubscriptionMessage } from './event-store.js';
import type { InMemoryLog } from './in-memory-log.js';
import { pulledSubscription } from './pulled-subscription.js';

export const inMemorySubscription = (
  log: InMemoryLog,
  closed: AbortSignal,
  options: SubscribeOptions,
): AsyncIterable<SubscriptionMessage> =>
  pulledSubscription(
    () => ({ pull: messages(log, options), watch: log.watch }),
    closed,
    options.signal,
  );

/** What there is to say now: events, how far a filter skipped, once that all is said; else nothing. */
const messages = (
  log: InMemoryLog,
  { from, filter }: SubscribeOptions,
): (() => SubscriptionMessage | undefined) => {
  const matches = matchesFilter(filter);
  let next = from === undefined ? 0 : log.countUpTo(from);
  let caughtUp = false;
  return () => {
    const started = next;
    const pause = Math.min(log.events.length, started + checkpointInterval);
    while (next < pause) {
      const event = log.events[next++];
      if (event !== undefined && matches(event)) return { _tag: 'Event', event };
    }
    const skipped = next > started ? log.events[next - 1] : undefined;
    if (skipped !== undefined) return { _tag: 'Checkpoint', position: skipped.position };
    if (caughtUp) return undefined;
    caughtUp = true;
    return { _tag: 'CaughtUp' };
  };
};

/** A long way without a match says where it is, at least this often. */
const checkpointInterval = 1_000;
