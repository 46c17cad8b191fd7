import type { ActionCode, PartnerId, ProgramId } from '@partner-incentives/domain';
import { enrollmentOverview } from '../enrollment-overview/enrollment-overview.js';
import { byProgramThenLocation } from '../order.js';
import type { View } from '../view.js';
import { assignAdminTasks } from './assign-admin-tasks.js';

/** Something this viewer is asked to do. */
export interface ActionRequiredRow {
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
      .map(({ programId, pla, actions }) => ({
        kind: 'enrollment' as const,
        programId,
        pla,
        actions,
      })),
  ].toSorted(byProgramThenLocation);
