import { SubscriptionDropped, type SubscriptionMessage } from './event-store.js';

/** What one subscription asks of the store it belongs to. */
export interface SubscriptionSource {
  /** The next message, or `undefined` while there is nothing to say. What it throws ends the subscription as a drop. */
  readonly pull: () => SubscriptionMessage | undefined;
  /** Calls back when there may be something to say again, until the returned function is called. */
  readonly watch: (onNews: () => void) => () => void;
}

/**
 * A subscription over a store in the same process. It pulls whenever it is asked, so that a slow consumer holds nothing
 * but its place. `signal` ends it quietly, `closed` as a drop.
 */
export const pulledSubscription = (
  open: () => SubscriptionSource,
  closed: AbortSignal,
  signal: AbortSignal,
): AsyncIterable<SubscriptionMessage> => ({
  [Symbol.asyncIterator]: () => new PulledSubscription(open(), closed, signal),
});

type Step = IteratorResult<SubscriptionMessage, undefined>;

interface Waiting {
  readonly resolve: (step: Step) => void;
  readonly reject: (error: SubscriptionDropped) => void;
}

class PulledSubscription implements AsyncIterator<SubscriptionMessage, undefined> {
  private readonly unwatch: () => void;
  private waiting: Waiting[] = [];
  /** Why it was dropped; `undefined` once it is over without an error, or after the error was told. */
  private ended: { readonly reason: string | undefined } | undefined;

  constructor(
    private readonly source: SubscriptionSource,
    private readonly closed: AbortSignal,
    private readonly signal: AbortSignal,
  ) {
    this.unwatch = source.watch(this.wake);
    signal.addEventListener('abort', this.stop);
    closed.addEventListener('abort', this.drop);
    if (closed.aborted) this.drop();
    if (signal.aborted) this.stop();
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

  private readonly stop = () => {
    this.end(undefined);
    this.wake();
  };

  private readonly drop = () => {
    this.end('the store was closed');
    this.wake();
  };

  private end(reason: string | undefined): void {
    this.unwatch();
    this.signal.removeEventListener('abort', this.stop);
    this.closed.removeEventListener('abort', this.drop);
    this.ended = { reason };
  }

  private readonly wake = (): void => {
    for (let asked = this.waiting.shift(); asked !== undefined; asked = this.waiting.shift()) {
      const value = this.pull();
      if (value !== undefined) asked.resolve({ done: false, value });
      else if (this.ended === undefined) {
        this.waiting.unshift(asked);
        return;
      } else this.settle(asked, this.ended.reason);
    }
  };

  private pull(): SubscriptionMessage | undefined {
    if (this.ended !== undefined) return undefined;
    try {
      return this.source.pull();
    } catch (error) {
      this.end(error instanceof Error ? error.message : String(error));
      return undefined;
    }
  }

  private settle(asked: Waiting, reason: string | undefined): void {
    this.ended = { reason: undefined };
    if (reason === undefined) asked.resolve(over);
    else asked.reject(new SubscriptionDropped(reason));
  }
}

const over = { done: true, value: undefined } as const;
