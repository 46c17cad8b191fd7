import type {
  EligibilityEvent,
  EnrollmentEvent,
  Event,
  IncentiveProgramEvent,
  PartnerAccountEvent,
  PartnerLocationEvent,
} from '@partner-incentives/domain';
import { categoryOf, type StoredEvent } from '@partner-incentives/event-sourcing';
import { InMemoryTable } from './in-memory-table.js';
import { readModels } from './read-models.js';
import type { Rows } from './rows.js';

/** The rows of every model in memory: what views read where no read store is asked for, and for time travel. */
export class InMemoryRows implements Rows {
  readonly accounts = new InMemoryTable(readModels.accounts);
  readonly locations = new InMemoryTable(readModels.locations);
  readonly programs = new InMemoryTable(readModels.programs);
  readonly eligibility = new InMemoryTable(readModels.eligibility);
  readonly enrollments = new InMemoryTable(readModels.enrollments);

  /** Events of one stream come in their order; that between streams does not matter. Others' streams are passed over. */
  apply(stored: StoredEvent<Event>): void {
    // A stream holds events of its category only: the codec has seen to that.
    switch (categoryOf(stored.stream)) {
      case readModels.accounts.category:
        this.accounts.apply(stored as StoredEvent<PartnerAccountEvent>);
        break;
      case readModels.locations.category:
        this.locations.apply(stored as StoredEvent<PartnerLocationEvent>);
        break;
      case readModels.programs.category:
        this.programs.apply(stored as StoredEvent<IncentiveProgramEvent>);
        break;
      case readModels.eligibility.category:
        this.eligibility.apply(stored as StoredEvent<EligibilityEvent>);
        break;
      case readModels.enrollments.category:
        this.enrollments.apply(stored as StoredEvent<EnrollmentEvent>);
        break;
    }
  }
}
