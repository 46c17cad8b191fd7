import type { EnrollmentEvent } from '../events.js';
import { evolve } from '../evolve.js';
import type { BoundaryFacts } from '../facts.js';
import { isLive, type EnrollmentState } from '../state.js';
import { outcomeAt, type RollForwardRequest } from './roll-forward.js';

/** What the due boundaries record, and the enrollment after them. */
export interface RolledUp {
  readonly events: ReadonlyArray<EnrollmentEvent>;
  readonly state: EnrollmentState;
}

/** Applies the due boundaries one by one, in order, each to what the one before left (F-06, F-07). */
export const dueFirst = (
  state: EnrollmentState,
  boundaries: ReadonlyArray<BoundaryFacts>,
  request: RollForwardRequest,
): RolledUp =>
  boundaries.reduce<RolledUp>(
    (rolled, boundary) => {
      if (!isLive(rolled.state) || rolled.state.fy !== boundary.fy) return rolled;
      const events = outcomeAt(boundary, rolled.state, request);
      return {
        events: [...rolled.events, ...events],
        state: events.reduce<EnrollmentState>(evolve, rolled.state),
      };
    },
    { events: [], state },
  );
