import { concerned, type PlacePolicy } from '../place-policy.js';
import { liveEnrollmentsAt } from '../target-index/index.js';

/** §6.3: a closed location takes part in nothing any more. */
export const whenALocationClosesThenEndItsEnrollments: PlacePolicy = {
  name: 'when-a-location-closes-then-end-its-enrollments',
  targets: concerned({
    LocationClosed: ({ data }, index) => liveEnrollmentsAt(index, data.pla),
  }),
  react: (_event, { programId, pla }) => [
    { type: 'EndEnrollment', programId, pla, endReason: 'LocationClosed' },
  ],
};
