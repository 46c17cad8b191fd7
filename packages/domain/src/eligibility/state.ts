import type { EligibilityFacts } from '../vocabulary/eligibility-facts.js';
import type { EligibilityEvent } from './events.js';

/** The last evaluation; `undefined`: none yet, "Unknown". */
export type EligibilityState = EligibilityFacts | undefined;

export const initial: EligibilityState = undefined;

/** An evaluation replaces the one before. */
export const evolve = (_state: EligibilityState, { data }: EligibilityEvent): EligibilityState => ({
  eligible: data.eligible,
  met: data.met,
  unmet: data.unmet,
  at: data.at,
});
