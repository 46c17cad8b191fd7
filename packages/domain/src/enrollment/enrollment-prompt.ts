import { missing, type Profiles } from '../vocabulary/completeness.js';
import type { Instant } from '../vocabulary/instant.js';
import type { PayoutDetails, PayoutRules } from '../vocabulary/payout.js';
import type { MissingItem } from '../vocabulary/reasons.js';

/** What the incentives admin is asked to do next: hand the details in, or fill the gaps first. */
export type EnrollmentPrompt =
  | { readonly prompt: 'Submit' }
  | { readonly prompt: 'Continue'; readonly missing: ReadonlyArray<MissingItem> };

/** E-04: Submit when everything required is known, Continue otherwise. */
export const enrollmentPrompt = (
  details: PayoutDetails,
  rules: PayoutRules,
  profiles: Profiles,
  at: Instant,
): EnrollmentPrompt => {
  const gaps = missing(details, rules, profiles, at);
  return gaps.length === 0 ? { prompt: 'Submit' } : { prompt: 'Continue', missing: gaps };
};
