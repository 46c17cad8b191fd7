import type { Position } from '../envelope.js';
import type { EventStore } from '../event-store.js';
import { lagBehind, type Lag } from './lag.js';

/** A run as it is at a moment, for telling whether anything moves. */
export interface Standing {
  readonly position: Position | undefined;
  /** How many messages its subscription ever brought. */
  readonly heard: number | undefined;
  readonly isWaiting: boolean;
}

/** Looks at the store now and then, apart from the subscription: no news may be good news, or none. */
export class Lookout {
  lag: (Lag & { readonly atMs: number }) | undefined;
  private before: (Standing & { readonly events: number }) | undefined;

  constructor(
    private readonly store: EventStore,
    private readonly categories: ReadonlyArray<string>,
  ) {}

  /**
   * Why the subscription is not to be trusted any more, if it is not: events were recorded two looks ago and none has
   * arrived since, or the store ends before what was read from it. Rejects where the store does not answer.
   */
  async look(standing: () => Standing): Promise<string | undefined> {
    const { position } = standing();
    const lag = await lagBehind(this.store, this.categories, position);
    this.lag = { ...lag, atMs: Date.now() };
    const { before } = this;
    const now = standing();
    this.before = { ...now, events: lag.events };
    if (lag.events === 0) {
      const head = await this.store.head();
      const isGone = position !== undefined && (head === undefined || head < position);
      return isGone ? 'the store ends before what was read from it' : undefined;
    }
    const isStill =
      now.isWaiting && before?.position === now.position && before?.heard === now.heard;
    return isStill && before !== undefined && before.events > 0
      ? 'events are recorded and none arrives'
      : undefined;
  }
}
