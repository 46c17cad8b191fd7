import {
  displayedStatus,
  statusInput,
  type DisplayedStatus,
  type PartnerId,
  type ProgramId,
  type StatusCode,
  type StatusInput,
} from '@partner-incentives/domain';
import type { EnrollmentRow } from '../rows/enrollment-row.js';
import type { Rows } from '../rows/rows.js';
import type { Asked } from '../view.js';
import { actionsShown } from './actions-shown.js';
import { candidates, type Candidate } from './candidates.js';
import { overviewOrder, type Sortable } from './overview-order.js';
import { among, type OverviewSelection } from './selection.js';

/** A candidate that is shown, as the status table judges it. */
export interface Standing extends Sortable {
  readonly programId: ProgramId;
  readonly pla: PartnerId;
  readonly candidate: Candidate;
  readonly input: StatusInput;
  readonly shown: DisplayedStatus;
  /** What can be started again looks as if nothing had begun. */
  readonly presented: EnrollmentRow | undefined;
}

/** What the viewer is shown of the selection, in its order. Everything else of a row is for those that are on a page. */
export const standings = (
  rows: Rows,
  asked: Asked & OverviewSelection,
): ReadonlyArray<Standing> => {
  const { status, action, sortBy = 'program' } = asked;
  const isAsked = among(status);
  const offersAsked = among(action);
  const found: Array<Standing> = [];
  for (const candidate of candidates(rows, asked)) {
    const input = statusInput(candidate);
    const shown = displayedStatus(input);
    if (shown.status === 'NotShown' || !isAsked(shown.status)) continue;
    const standing = standingOf(candidate, input, shown, shown.status);
    if (action === undefined || actionsShown(standing).some(offersAsked)) found.push(standing);
  }
  return found.toSorted(overviewOrder(sortBy));
};

const standingOf = (
  candidate: Candidate,
  input: StatusInput,
  shown: DisplayedStatus,
  status: StatusCode,
): Standing => {
  const { program, pla, enrollment } = candidate;
  const presented = input.phase === 'None' ? undefined : enrollment;
  const since = presented?.since ?? null;
  return { programId: program.programId, pla, status, since, candidate, input, shown, presented };
};
