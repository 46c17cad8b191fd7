import {
  plusHours,
  type PartnerId,
  type ProgramId,
  type SubmissionId,
} from '@partner-incentives/domain';
import type { Instant } from '@partner-incentives/event-sourcing';
import { behindAt, type Behind } from '../behind.js';
import { byProgramThenLocation } from '../order.js';
import { foundUnder } from '../rows/found-under.js';
import { isMicrosoftViewer } from '../scope.js';
import type { View } from '../view.js';

/** A submission that waits for Microsoft's verdict. */
export interface QueueRow extends Behind {
  readonly programId: ProgramId;
  readonly pla: PartnerId;
  readonly submissionId: SubmissionId;
  readonly submittedAt: Instant;
  /** Later than the service level: the status stays as it is (E-11). */
  readonly overdue: boolean;
}

/** Operations' work list (§3.5). */
export const validationQueue: View<QueueRow, unknown, 'enrollments'> = (
  rows,
  { viewer, now, policy },
) =>
  isMicrosoftViewer(viewer)
    ? [...rows.enrollments.under(foundUnder.awaitingVerdict)]
        .flatMap(({ phase, submission, programId, pla }) => {
          if (phase !== 'Validating' || submission === undefined) return [];
          const { submissionId, at } = submission;
          const overdue = now > plusHours(at, policy.validationSlaHours);
          const mark = behindAt(rows, { programId, pla });
          return [{ programId, pla, submissionId, submittedAt: at, overdue, ...mark }];
        })
        .toSorted(byProgramThenLocation)
    : [];
