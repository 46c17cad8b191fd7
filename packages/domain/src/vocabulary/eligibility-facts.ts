import type { Criterion } from './criteria.js';
import type { Instant } from './instant.js';

/** The last evaluation of a location for a program. No evaluation yet is "Unknown". */
export interface EligibilityFacts {
  readonly eligible: boolean;
  readonly met: ReadonlyArray<Criterion>;
  readonly unmet: ReadonlyArray<Criterion>;
  /** As of when it was judged. */
  readonly at: Instant;
}
