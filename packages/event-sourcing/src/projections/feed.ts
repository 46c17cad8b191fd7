import type { Position, RecordedEvent } from '../envelope.js';
import { SubscriptionDropped, type SubscriptionMessage } from '../event-store.js';
import { roughBytes } from './rough-bytes.js';

export interface FeedLimits {
  readonly events: number;
  /** In memory, by samples: a bound for what is usual, not for what somebody makes up. */
  readonly bytes: number;
}

/** What a subscription said since it was last asked. */
export interface FeedBatch {
  readonly events: ReadonlyArray<RecordedEvent>;
  /** Nothing of ours between the last event and this. */
  readonly upTo: Position | undefined;
  /** Everything recorded when it said so was delivered, by this batch at the latest. */
  readonly caughtUp: boolean;
  /** Why the subscription is over: after these events nothing more comes. */
  readonly ended: Error | undefined;
}

/** Reads ahead in a subscription: the next batch gathers here while the one before is written. Then it waits. */
export class Feed {
  private events: RecordedEvent[] = [];
  private bytes = 0;
  private upTo: Position | undefined;
  private caughtUp = false;
  private ended: Error | undefined;
  private news = false;
  private wake: (() => void) | undefined;
  private makeRoom: (() => void) | undefined;
  private readonly leaving = new AbortController();
  /** Counts what the subscription said: one that says nothing may be dead. */
  heard = 0;

  constructor(
    subscribe: (signal: AbortSignal) => AsyncIterable<SubscriptionMessage>,
    private last: Position | undefined,
    private readonly limits: FeedLimits,
  ) {
    void this.pump(subscribe);
  }

  /** Settles once there is something to take, or somebody nudges. */
  wait(): Promise<void> {
    if (this.news) return Promise.resolve();
    return new Promise((resolve) => {
      this.wake = resolve;
    });
  }

  take(): FeedBatch {
    const { events, upTo, caughtUp, ended } = this;
    this.events = [];
    this.bytes = 0;
    this.upTo = undefined;
    this.news = false;
    this.makeRoom?.();
    this.makeRoom = undefined;
    return { events, upTo, caughtUp, ended };
  }

  readonly nudge = (): void => {
    this.news = true;
    this.wake?.();
    this.wake = undefined;
  };

  /** Ends it as a drop. */
  drop(reason: string): void {
    this.end(new SubscriptionDropped(reason));
    this.close();
  }

  close(): void {
    this.leaving.abort();
    this.makeRoom?.();
  }

  private async pump(
    subscribe: (signal: AbortSignal) => AsyncIterable<SubscriptionMessage>,
  ): Promise<void> {
    const { signal } = this.leaving;
    try {
      for await (const message of subscribe(signal)) {
        if (signal.aborted) return;
        this.hear(message);
        if (this.isFull()) await this.room();
      }
      this.end(new SubscriptionDropped('it ended'));
    } catch (error) {
      this.end(error instanceof Error ? error : new SubscriptionDropped(String(error)));
    }
  }

  private hear(message: SubscriptionMessage): void {
    this.heard += 1;
    switch (message._tag) {
      case 'Event':
        this.push(message.event);
        break;
      case 'Checkpoint':
        this.upTo = message.position;
        break;
      case 'CaughtUp':
        this.caughtUp = true;
        break;
    }
    if (!this.news) this.nudge();
  }

  private push(event: RecordedEvent): void {
    const { position, stream, type } = event;
    // A store that is broken is not asked twice in one batch: what came before is handled, then it is asked anew.
    if (typeof position !== 'string' || typeof stream !== 'string' || typeof type !== 'string') {
      throw new SubscriptionDropped('it said what is no event');
    }
    if (this.last !== undefined && position <= this.last) {
      throw new SubscriptionDropped(`it went back to ${position}`);
    }
    this.last = position;
    this.upTo = undefined;
    if (this.events.length % sampling === 0) {
      this.bytes += sampling * (metadataBytes + roughBytes(event.data));
    }
    this.events.push(event);
  }

  private isFull(): boolean {
    return this.events.length >= this.limits.events || this.bytes >= this.limits.bytes;
  }

  private room(): Promise<void> {
    return new Promise((resolve) => {
      this.makeRoom = resolve;
    });
  }

  private end(error: Error): void {
    this.ended ??= error;
    this.nudge();
  }
}

/** What an event takes beside its data. */
const metadataBytes = 1_000;

/** One in so many is measured, and stands for the rest: measuring costs a quarter of folding. */
const sampling = 16;
