import {
  plusHours,
  type PartnerId,
  type ProgramId,
  type SubmissionId,
} from '@partner-incentives/domain';
import type { Instant } from '@partner-incentives/event-sourcing';
import { byProgramThenLocation } from '../order.js';
import { isMicrosoftViewer } from '../scope.js';
import type { View } from '../view.js';

/** A submission that waits for Microsoft's verdict. */
export interface QueueRow {
  readonly programId: ProgramId;
  readonly pla: PartnerId;
  readonly submissionId: SubmissionId;
  readonly submittedAt: Instant;
  /** Later than the service level: the status stays as it is (E-11). */
  readonly overdue: boolean;
}

/** Operations' work list (§3.5). */
export const validationQueue: View<QueueRow> = (rows, { viewer, now, policy }) =>
  isMicrosoftViewer(viewer)
    ? [...rows.enrollments.all()]
        .flatMap(({ phase, submission, programId, pla }) => {
          if (phase !== 'Validating' || submission === undefined) return [];
          const { submissionId, at } = submission;
          const overdue = now > plusHours(at, policy.validationSlaHours);
          return [{ programId, pla, submissionId, submittedAt: at, overdue }];
        })
        .toSorted(byProgramThenLocation)
    : [];
