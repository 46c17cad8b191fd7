import { matchesFilter } from './event-filter.js';
import {
  SubscriptionDropped,
  type SubscribeOptions,
  type SubscriptionMessage,
} from './event-store.js';
import type { InMemoryLog } from './in-memory-log.js';

/** Pulls from the log whenever it is asked, so that a slow consumer holds nothing but its place. */
export const inMemorySubscription = (
  log: InMemoryLog,
  closed: AbortSignal,
  options: SubscribeOptions,
): AsyncIterable<SubscriptionMessage> => ({
  [Symbol.asyncIterator]: () => new Subscription(log, closed, options),
});

type Step = IteratorResult<SubscriptionMessage, undefined>;

interface Waiting {
  readonly resolve: (step: Step) => void;
  readonly reject: (error: SubscriptionDropped) => void;
}

class Subscription implements AsyncIterator<SubscriptionMessage, undefined> {
  private readonly pull: () => SubscriptionMessage | undefined;
  private readonly unwatch: () => void;
  private waiting: Waiting[] = [];
  private ending: 'quietly' | 'dropped' | undefined;

  constructor(
    log: InMemoryLog,
    private readonly closed: AbortSignal,
    private readonly options: SubscribeOptions,
  ) {
    this.pull = messages(log, options);
    this.unwatch = log.watch(this.wake);
    options.signal.addEventListener('abort', this.stop);
    closed.addEventListener('abort', this.drop);
    if (closed.aborted) this.drop();
    if (options.signal.aborted) this.stop();
  }

  next(): Promise<Step> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ resolve, reject });
      this.wake();
    });
  }

  return(): Promise<Step> {
    this.stop();
    return Promise.resolve(over);
  }

  private readonly stop = () => this.end('quietly');
  private readonly drop = () => this.end('dropped');

  private end(how: 'quietly' | 'dropped'): void {
    this.unwatch();
    this.options.signal.removeEventListener('abort', this.stop);
    this.closed.removeEventListener('abort', this.drop);
    this.ending = how;
    this.wake();
  }

  private readonly wake = (): void => {
    for (let asked = this.waiting.shift(); asked !== undefined; asked = this.waiting.shift()) {
      const value = this.ending === undefined ? this.pull() : undefined;
      if (value !== undefined) asked.resolve({ done: false, value });
      else if (this.ending === 'quietly') asked.resolve(over);
      else if (this.ending === 'dropped') {
        this.ending = 'quietly';
        asked.reject(new SubscriptionDropped('the store was closed'));
      } else {
        this.waiting.unshift(asked);
        return;
      }
    }
  };
}

const over = { done: true, value: undefined } as const;

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
