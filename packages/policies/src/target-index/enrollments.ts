import {
  isLive,
  type EnrollmentState,
  type Live,
  type PartnerId,
  type PayoutDetails,
  type ProgramId,
} from '@partner-incentives/domain';
import type { Place } from '../place.js';
import type { TargetIndex } from './target-index.js';

/** A place and what goes on there. */
export interface LiveEnrollment extends Place {
  readonly enrollment: Live;
}

export const enrollmentAt = (index: TargetIndex, { programId, pla }: Place): EnrollmentState =>
  index.enrollments.get(programId)?.get(pla);

/** What is neither ended nor legacy: legacy enrollments have no location, no term and no profiles (E-13). */
export const liveEnrollmentsOf = (
  index: TargetIndex,
  programId: ProgramId,
): ReadonlyArray<LiveEnrollment> =>
  [...(index.enrollments.get(programId) ?? [])].flatMap(([pla, enrollment]) =>
    isLive(enrollment) ? [{ programId, pla, enrollment }] : [],
  );

/** The same at one location, over all programs. */
export const liveEnrollmentsAt = (
  index: TargetIndex,
  pla: PartnerId,
): ReadonlyArray<LiveEnrollment> =>
  [...index.enrollments].flatMap(([programId, byLocation]) => {
    const enrollment = byLocation.get(pla);
    return isLive(enrollment) ? [{ programId, pla, enrollment }] : [];
  });

/** The details that the phase stands on; only those can become insufficient (E-14). */
export const detailsAtStake = (enrollment: Live): PayoutDetails | undefined => {
  switch (enrollment.phase) {
    case 'Complete':
      return enrollment.validated;
    case 'Validating':
      return enrollment.submission.details;
    case 'Invited':
    case 'InProgress':
      return undefined;
  }
};
