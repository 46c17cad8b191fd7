import {
  actionFor,
  type ActionCode,
  type MissingItem,
  type Reason,
} from '../vocabulary/reasons.js';
import type { DisplayedStatus } from './displayed-status.js';

/** What to do about outstanding reasons as recorded, then about what is missing: each action once (§3.5, S10). */
export const actionsOf = (
  reasons: ReadonlyArray<Reason>,
  missing: ReadonlyArray<MissingItem>,
): ReadonlyArray<ActionCode> => {
  const actions = [...new Set([...reasons, ...missing].map(actionFor))];
  return actions.length > 0 ? actions : ['ContinueToPaymentAndTax'];
};

/** The Action column; what is outstanding is asked only where the status needs it. */
export const actionColumn = (
  { action }: DisplayedStatus,
  outstanding: () => {
    readonly reasons: ReadonlyArray<Reason>;
    readonly missing: ReadonlyArray<MissingItem>;
  },
): ReadonlyArray<ActionCode> => {
  switch (action) {
    case 'none':
      return [];
    case 'Enroll':
    case 'SeeEligibilityRequirements':
      return [action];
    case 'OutstandingReasons': {
      const { reasons, missing } = outstanding();
      return actionsOf(reasons, missing);
    }
  }
};
