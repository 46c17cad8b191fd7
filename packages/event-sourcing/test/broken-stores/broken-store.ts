import type { EventStore } from '../../src/event-store.js';
import type { InMemoryLog } from '../../src/in-memory-log.js';

/** An in-memory store with one planted bug. */
export interface BrokenStore {
  readonly bug: string;
  /** The clause that catches it. */
  readonly breaks: string;
  /** Only a deadline catches it: it makes somebody wait for ever. */
  readonly hangs?: true;
  /** Called once a store; what it returns is called for each handle on it. */
  readonly make: () => (store: EventStore, log: InMemoryLog) => EventStore;
}

/** A bug that needs no more than the handle it sits in. */
export const broken = (
  breaks: string,
  bug: string,
  change: (store: EventStore, log: InMemoryLog) => Partial<EventStore>,
): BrokenStore => ({
  bug,
  breaks,
  make: () => (store, log) => ({ ...store, ...change(store, log) }),
});

export const hanging: typeof broken = (...planted) => ({ ...broken(...planted), hangs: true });
