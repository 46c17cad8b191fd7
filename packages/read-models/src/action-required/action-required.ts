import type { ActionCode, PartnerId, ProgramId } from '@partner-incentives/domain';
import type { Behind } from '../behind.js';
import { enrollmentOverview } from '../enrollment-overview/enrollment-overview.js';
import { byProgramThenLocation } from '../order.js';
import type { View } from '../view.js';
import { assignAdminTasks } from './assign-admin-tasks.js';

/** Something this viewer is asked to do. */
export interface ActionRequiredRow extends Behind {
  readonly kind: 'enrollment' | 'assignIncentivesAdmin';
  /** Absent where the location has no incentives admin for any program. */
  readonly programId?: ProgramId;
  readonly pla: PartnerId;
  readonly actions: ReadonlyArray<ActionCode>;
}

/** Overview rows with an action, and for those who assign roles the locations without an incentives admin. */
export const actionRequired: View<ActionRequiredRow> = (rows, asked) =>
  [
    ...assignAdminTasks(rows, asked),
    ...enrollmentOverview(rows, asked)
      .filter(({ actions }) => actions.length > 0)
      .map(({ programId, pla, actions, behindSince }) => ({
        kind: 'enrollment' as const,
        programId,
        pla,
        actions,
        ...(behindSince !== undefined && { behindSince }),
      })),
  ].toSorted(byProgramThenLocation);
