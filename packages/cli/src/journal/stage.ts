import type { Policy } from '@partner-incentives/domain';
import type { EventStore, Instant, Position } from '@partner-incentives/event-sourcing';
import type { Incentives } from '@partner-incentives/incentives';

/** What a journal is played into. */
export interface Stage {
  readonly store: EventStore;
  readonly incentives: Incentives;
  /** The clock that the incentives use: it stands at the line's instant. */
  readonly clock: { set(instant: Instant): void };
  /** The switches that the incentives use. */
  readonly policy: {
    get(): Policy;
    set(policy: Policy): void;
    /** Those in force before an event was recorded. */
    before(position: Position): Promise<Policy>;
  };
}
