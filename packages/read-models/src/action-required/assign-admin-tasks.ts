import {
  incentivesAdmins,
  streams,
  type PartnerId,
  type ProgramFacts,
  type ProgramId,
} from '@partner-incentives/domain';
import type { AccountRow } from '../rows/account-row.js';
import type { LocationRow } from '../rows/location-row.js';
import type { Rows } from '../rows/rows.js';
import { accountsAdministeredBy } from '../scope.js';
import type { Asked } from '../view.js';

/** "Assign an incentives admin": no enrollment can proceed without one. */
export interface AssignAdminTask {
  readonly kind: 'assignIncentivesAdmin';
  readonly programId?: ProgramId;
  readonly pla: PartnerId;
  readonly actions: ReadonlyArray<never>;
}

/** One for each open location without any; else one for each live enrollment that none has in scope. */
export const assignAdminTasks = (rows: Rows, asked: Asked): ReadonlyArray<AssignAdminTask> => {
  const programs = [...rows.programs.all()];
  return accountsAdministeredBy(rows, asked).flatMap((account) =>
    [...rows.locations.ofAccount(account.pga)]
      .filter(({ closed }) => !closed)
      .flatMap((location) => tasksAt(rows, account, location, programs)),
  );
};

const tasksAt = (
  rows: Rows,
  account: AccountRow,
  location: LocationRow,
  programs: ReadonlyArray<ProgramFacts>,
): ReadonlyArray<AssignAdminTask> => {
  const { pla } = location;
  const task = { kind: 'assignIncentivesAdmin', pla, actions: [] } as const;
  if (incentivesAdmins(account, location, 'any').length === 0) return [task];
  return programs
    .filter(({ programId }) => incentivesAdmins(account, location, programId).length === 0)
    .filter(({ programId }) => isLive(rows, programId, pla))
    .map(({ programId }) => ({ ...task, programId }));
};

const isLive = (rows: Rows, programId: ProgramId, pla: PartnerId): boolean => {
  const enrollment = rows.enrollments.get(streams.enrollment(programId, pla));
  return enrollment !== undefined && enrollment.phase !== 'Ended';
};
