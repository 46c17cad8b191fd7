import {
  eligibility,
  type EligibilityEvent,
  type EligibilityFacts,
} from '@partner-incentives/domain';
import { readModel } from '@partner-incentives/event-sourcing';
import { owned, type Owned } from './owned.js';

/** The last evaluation of a location for a program. */
export type EligibilityRow = Owned<EligibilityFacts>;

export const eligibilities = readModel<EligibilityRow, EligibilityEvent>({
  name: 'eligibility',
  version: 1,
  category: eligibility.category,
  on: {
    EligibilityEvaluated: (row, event, stored) => owned(eligibility.evolve(row, event), stored),
  },
});
