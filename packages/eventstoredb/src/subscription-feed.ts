import type {
  EventFilter,
  Position,
  SubscriptionMessage,
  SubscriptionSource,
} from '@partner-incentives/event-sourcing';
import { setTimeout as pause } from 'node:timers/promises';
import { Listening } from './listening.js';
import { Outbox } from './outbox.js';
import type { Reading } from './reading.js';

export interface FeedOptions {
  readonly reading: Reading;
  readonly from: Position | undefined;
  readonly filter: EventFilter | undefined;
  readonly silenceMs: number;
}

/**
 * A subscription that outlives its calls: whichever way one ends, the next goes on where it stood, for ever. Only a
 * history that goes backwards is the end.
 */
export class SubscriptionFeed implements SubscriptionSource {
  private readonly outbox = new Outbox();
  private listening: Listening | undefined;
  private broken: string | undefined;

  constructor(private readonly options: FeedOptions) {}

  readonly pull = (): SubscriptionMessage | undefined => {
    const message = this.outbox.take();
    if (message === undefined && this.broken !== undefined) throw new Error(this.broken);
    this.listening?.resume();
    return message;
  };

  readonly watch = (onNews: () => void): (() => void) => {
    const leaving = new AbortController();
    void this.supervise(onNews, leaving.signal);
    return () => {
      leaving.abort();
      this.listening?.stop();
    };
  };

  private async supervise(onNews: () => void, left: AbortSignal): Promise<void> {
    const { requiresLeader } = this.options.reading.options;
    const timesToBelieve = requiresLeader ? 3 : 10;
    let last = this.options.from;
    let behind = 0;
    for (let attempt = 0; !left.aborted;) {
      const [from, began] = [last, performance.now()];
      this.listening = new Listening({ ...this.options, outbox: this.outbox, onNews }, last);
      const ended = await this.listening.run();
      last = this.listening.last;
      behind = ended._tag === 'Behind' ? behind + 1 : 0;
      if (ended._tag === 'Backwards' || behind === timesToBelieve) {
        this.broken = `the history went backwards: ${ended.reason}`;
        onNews();
        return;
      }
      const gotOn = last !== from || performance.now() - began > mostRestMs;
      attempt = gotOn ? 0 : attempt + 1;
      if (ended._tag !== 'TooSlow' || !gotOn) await restBefore(attempt, left);
    }
  }
}

/** 0.2 to 30 s, full jitter: so that a crowd does not come back at once. */
const restBefore = async (attempt: number, left: AbortSignal): Promise<void> => {
  const most = Math.min(mostRestMs, 200 * 2 ** attempt);
  await pause(Math.random() * most, undefined, { signal: left }).catch(() => undefined);
};

const mostRestMs = 30_000;
