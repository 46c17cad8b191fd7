import type { Place } from '../place.js';
import { enrollmentAt } from './enrollments.js';
import type { TargetIndex } from './target-index.js';

/** Whether the location was last found eligible, is open, as is the program, and no enrollment is under way. */
export const awaitsInvitation = (index: TargetIndex, place: Place): boolean => {
  const phase = enrollmentAt(index, place)?.phase;
  return (
    index.programs.get(place.programId)?.facts.status === 'Open' &&
    index.locations.get(place.pla)?.facts.closed === false &&
    index.eligibility.get(place.programId)?.get(place.pla)?.eligible === true &&
    (phase === undefined || phase === 'Ended')
  );
};

/** The locations that a program could invite. */
export const awaitingInvitationTo = (
  index: TargetIndex,
  programId: Place['programId'],
): ReadonlyArray<Place> =>
  [...(index.eligibility.get(programId)?.keys() ?? [])]
    .map((pla) => ({ programId, pla }))
    .filter((place) => awaitsInvitation(index, place));

/** The programs that could invite a location. */
export const awaitingInvitationAt = (index: TargetIndex, pla: Place['pla']): ReadonlyArray<Place> =>
  [...index.programs.keys()]
    .map((programId) => ({ programId, pla }))
    .filter((place) => awaitsInvitation(index, place));
