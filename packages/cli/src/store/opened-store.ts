import type { Checkpoints, EventStore } from '@partner-incentives/event-sourcing';
import type { Directory } from '@partner-incentives/incentives';

/** Whoever writes creates what is not there; whoever reads changes nothing, and may not be allowed to. */
export type StoreUse = 'read' | 'write';

/** A store with what lives beside it. */
export interface OpenedStore {
  /** As people would name it. */
  readonly name: string;
  readonly store: EventStore;
  readonly directory: Directory;
  readonly checkpoints: Checkpoints;
  /** What to do where the store does not answer. */
  readonly whenAway?: string;
  /** A consistent copy while others write; only where there is a file. */
  readonly backup?: (file: string) => Promise<void>;
  close(): Promise<void>;
}
