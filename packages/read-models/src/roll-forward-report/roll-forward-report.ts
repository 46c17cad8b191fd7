import type { FiscalYear, PartnerId, ProgramId } from '@partner-incentives/domain';
import { byProgramThenLocation } from '../order.js';
import type { BoundaryOutcome } from '../rows/enrollment-row.js';
import { isMicrosoftViewer } from '../scope.js';
import type { View } from '../view.js';

/** What became of an enrollment at the end of a fiscal year. */
export interface RollForwardRow extends BoundaryOutcome {
  readonly programId: ProgramId;
  readonly pla: PartnerId;
}

/** Operations' report on the boundaries into a fiscal year, or into any (§6.2). */
export const rollForwardReport: View<RollForwardRow, { readonly fy?: FiscalYear }> = (
  rows,
  { viewer, fy },
) =>
  isMicrosoftViewer(viewer)
    ? [...rows.enrollments.all()]
        .flatMap(({ programId, pla, boundaries }) =>
          boundaries
            .filter((outcome) => fy === undefined || outcome.fy === fy)
            .map((outcome) => ({ programId, pla, ...outcome })),
        )
        .toSorted(byProgramThenLocation)
    : [];
