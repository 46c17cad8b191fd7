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
import { behindAt, type Behind } from '../behind.js';
import type { Asked } from '../view.js';

/** "Assign an incentives admin": no enrollment can proceed without one. */
export interface AssignAdminTask extends Behind {
  readonly kind: 'assignIncentivesAdmin';
  readonly programId?: ProgramId;
  readonly pla: PartnerId;
  readonly actions: ReadonlyArray<never>;
}

type Joinable = Pick<Rows, 'accounts' | 'locations' | 'programs' | 'enrollments'>;

/** One for each open location without any; else one for each live enrollment that none has in scope. */
export const assignAdminTasks = (rows: Joinable, asked: Asked): ReadonlyArray<AssignAdminTask> => {
  const programs = [...rows.programs.all()];
  return accountsAdministeredBy(rows, asked).flatMap((account) => {
    const openLocations = [...rows.locations.ofAccount(account.pga)].filter(
      ({ closed }) => !closed,
    );
    const left = leftByAccountWide(account, programs);
    return openLocations.flatMap((location) => tasksAt(rows, location, left));
  });
};

/** What grants for all locations leave to those of each location. */
interface Left {
  readonly someAdmin: boolean;
  readonly programs: ReadonlyArray<ProgramId>;
}

const leftByAccountWide = (account: AccountRow, programs: ReadonlyArray<ProgramFacts>): Left => ({
  someAdmin: incentivesAdmins(account, undefined, 'any').length === 0,
  programs: programs
    .map(({ programId }) => programId)
    .filter((programId) => incentivesAdmins(account, undefined, programId).length === 0),
});

const tasksAt = (
  rows: Joinable,
  location: LocationRow,
  left: Left,
): ReadonlyArray<AssignAdminTask> => {
  const { pla, pga } = location;
  const task = { kind: 'assignIncentivesAdmin', pla, actions: [] } as const;
  const lacksAdmin = (programId: ProgramId | 'any'): boolean =>
    incentivesAdmins(undefined, location, programId).length === 0;
  if (left.someAdmin && lacksAdmin('any')) return [{ ...task, ...behindAt(rows, { pga, pla }) }];
  return left.programs
    .filter((programId) => lacksAdmin(programId) && isLive(rows, programId, pla))
    .map((programId) => ({ ...task, programId, ...behindAt(rows, { pga, programId, pla }) }));
};

const isLive = (rows: Joinable, programId: ProgramId, pla: PartnerId): boolean => {
  const enrollment = rows.enrollments.get(streams.enrollment(programId, pla));
  return enrollment !== undefined && enrollment.phase !== 'Ended';
};
