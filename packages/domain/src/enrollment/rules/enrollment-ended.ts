import type { FiscalYear } from '../../vocabulary/fiscal-year.js';
import type { Instant } from '../../vocabulary/instant.js';
import type { EndReason, EnrollmentEvent } from '../events.js';
import { placeOf, type Place } from './place.js';

/** The end of a cycle. `toFy`: at a fiscal-year boundary, the year that was not rolled into. */
export const enrollmentEnded = (
  place: Place,
  endReason: EndReason,
  at: Instant,
  toFy?: FiscalYear,
): EnrollmentEvent => ({
  type: 'EnrollmentEnded',
  effectiveAt: at,
  data: { ...placeOf(place), endReason, at, ...(toFy !== undefined && { toFy }) },
});
