import type { Instant } from '../../vocabulary/instant.js';
import { isOpenAt } from '../../vocabulary/program-facts.js';
import type { Known } from './admission.js';

/** By the last evaluation; an open program takes everybody (L-01). */
export const isEligible = ({ program, eligibility }: Known, at: Instant): boolean =>
  isOpenAt(program, at) || eligibility?.eligible === true;

/** Evaluated, and found wanting. */
export const isIneligible = ({ program, eligibility }: Known, at: Instant): boolean =>
  !isOpenAt(program, at) && eligibility?.eligible === false;
