import type { EventStore } from '@partner-incentives/event-sourcing';

/** A planted bug: every so many events, a subscription leaves one out. */
export const skipping = (store: EventStore, every: number): EventStore => ({
  ...store,
  async *subscribe(options) {
    let events = 0;
    for await (const message of store.subscribe(options)) {
      if (message._tag !== 'Event' || ++events % every !== 0) yield message;
    }
  },
});
