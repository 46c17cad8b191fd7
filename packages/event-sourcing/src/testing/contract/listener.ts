import assert from 'node:assert/strict';
import type { RecordedEvent } from '../../envelope.js';
import type { SubscriptionMessage } from '../../event-store.js';

/** Listens to a subscription, deaf to marks and to the events of others. */
export class Listener {
  constructor(
    readonly messages: AsyncIterator<SubscriptionMessage>,
    private readonly isOurs: (event: RecordedEvent) => boolean,
    private readonly within: <Value>(what: string, promise: Promise<Value>) => Promise<Value>,
  ) {}

  readonly next = async (): Promise<SubscriptionMessage> => {
    for (;;) {
      const step = await this.within('the next message of a subscription', this.messages.next());
      assert.ok(step.done !== true, 'a subscription goes on');
      const message = step.value;
      if (message._tag !== 'Event' || this.isOurs(message.event)) return message;
    }
  };

  /** The next events, whatever else is said between them. */
  readonly events = async (count: number): Promise<RecordedEvent[]> => {
    const heard: RecordedEvent[] = [];
    while (heard.length < count) {
      const message = await this.next();
      if (message._tag === 'Event') heard.push(message.event);
    }
    return heard;
  };

  /** The events up to one of a type. */
  readonly upTo = async (type: string): Promise<RecordedEvent[]> => {
    const heard: RecordedEvent[] = [];
    while (heard.at(-1)?.type !== type) heard.push(...(await this.events(1)));
    return heard;
  };

  /** The events up to the next `CaughtUp`. */
  readonly untilCaughtUp = async (): Promise<RecordedEvent[]> => {
    const heard: RecordedEvent[] = [];
    for (;;) {
      const message = await this.next();
      if (message._tag === 'CaughtUp') return heard;
      if (message._tag === 'Event') heard.push(message.event);
    }
  };
}
