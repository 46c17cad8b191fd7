import type { FiscalYear, PartnerId, ProgramId } from '@partner-incentives/domain';
import { behindAt, type Behind } from '../behind.js';
import { byProgramThenLocation } from '../order.js';
import type { BoundaryOutcome } from '../rows/enrollment-row.js';
import { foundUnder } from '../rows/found-under.js';
import { isMicrosoftViewer } from '../scope.js';
import type { View } from '../view.js';

/** What became of an enrollment at the end of a fiscal year. */
export interface RollForwardRow extends BoundaryOutcome, Behind {
  readonly programId: ProgramId;
  readonly pla: PartnerId;
}

/** Operations' report on the boundaries into a fiscal year, or into any (§6.2). */
export const rollForwardReport: View<
  RollForwardRow,
  { readonly fy?: FiscalYear },
  'enrollments'
> = (rows, { viewer, fy }) =>
  isMicrosoftViewer(viewer)
    ? [...rows.enrollments.under(foundUnder.boundary(fy))]
        .flatMap(({ programId, pla, boundaries }) => {
          const mark = behindAt(rows, { programId, pla });
          return boundaries
            .filter((outcome) => fy === undefined || outcome.fy === fy)
            .map((outcome) => ({ programId, pla, ...outcome, ...mark }));
        })
        .toSorted(byProgramThenLocation)
    : [];
