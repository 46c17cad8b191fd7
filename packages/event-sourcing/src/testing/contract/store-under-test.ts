import type { EventStore } from '../../event-store.js';
import type { StreamName } from '../../stream-name.js';

/** What the contract needs of a store under test. It need not be empty, and others may be writing to it. */
export interface StoreUnderTest {
  /** A new handle on the data. Handles see the same events; closing one leaves the others. */
  readonly open: () => Promise<EventStore>;
  /** Writes one event past the port, as another program would: data and metadata are any UTF-8 text. */
  readonly plant: (stream: StreamName, event: PlantedEvent) => Promise<void>;
  /** Within how many milliseconds every promise must settle. 15,000 if left out. */
  readonly deadline?: number;
}

export interface PlantedEvent {
  readonly type: string;
  readonly data: string;
  readonly metadata: string;
}
