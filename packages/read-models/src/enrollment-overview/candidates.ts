import {
  streams,
  type PartnerId,
  type ProgramFacts,
  type StatusFacts,
} from '@partner-incentives/domain';
import { byProgramThenLocation } from '../order.js';
import type { AccountRow } from '../rows/account-row.js';
import type { EnrollmentRow } from '../rows/enrollment-row.js';
import type { LocationRow } from '../rows/location-row.js';
import type { Rows } from '../rows/rows.js';
import { accountFor, accountsOf, locationFor, seesAnythingAt } from '../scope.js';
import type { Asked } from '../view.js';
import { among, type OverviewSelection } from './selection.js';

/** A location (or legacy account) and a program that the viewer's overview may have a row about, with its facts. */
export interface Candidate extends StatusFacts {
  readonly account: AccountRow;
  readonly pla: PartnerId;
  readonly enrollment: EnrollmentRow | undefined;
}

/** Every location of the viewer's accounts in every program, and the legacy enrollments on those accounts, where selected. */
export const candidates = (
  rows: Rows,
  { viewer, policy, now, programId, pla }: Asked & OverviewSelection,
): ReadonlyArray<Candidate> => {
  if (typeof viewer !== 'string') return [];
  const asked = { viewer, policy, now };
  const isProgram = among(programId);
  const isPlace = among(pla);
  // In the order of the answer, so that sorting thousands of rows has nothing left to do.
  const programs = [...rows.programs.all()]
    .filter((program) => isProgram(program.programId))
    .toSorted(byProgramThenLocation);
  return accountsOf(rows, viewer).flatMap((everybodys) => {
    const account = accountFor(everybodys, viewer);
    const locations = [...rows.locations.ofAccount(account.pga)]
      .filter((location) => isPlace(location.pla))
      .map((location) => locationFor(location, viewer))
      .filter((location) => seesAnythingAt(viewer, policy, account, location))
      .toSorted(byProgramThenLocation);
    return programs.flatMap((program) => [
      ...(isPlace(account.pga) ? legacyCandidate(rows, asked, account, program) : []),
      ...locations.map((location) => locatedCandidate(rows, asked, account, location, program)),
    ]);
  });
};

type AskedByUser = Pick<StatusFacts, 'viewer' | 'policy' | 'now'>;

const locatedCandidate = (
  rows: Rows,
  { viewer, policy, now }: AskedByUser,
  account: AccountRow,
  location: LocationRow,
  program: ProgramFacts,
): Candidate => {
  const { pla } = location;
  const { programId } = program;
  const eligibility = rows.eligibility.get(streams.eligibility(programId, pla));
  const enrollment = rows.enrollments.get(streams.enrollment(programId, pla));
  // Named one by one: over ten thousand rows a spread costs more than all the rest together.
  return { viewer, policy, now, pla, program, account, location, eligibility, enrollment };
};

const legacyCandidate = (
  rows: Rows,
  asked: AskedByUser,
  account: AccountRow,
  program: ProgramFacts,
): ReadonlyArray<Candidate> => {
  const pla = account.pga;
  const enrollment = rows.enrollments.get(streams.enrollment(program.programId, pla));
  const none = { location: undefined, eligibility: undefined };
  return enrollment?.legacy === undefined
    ? []
    : [{ ...asked, pla, program, account, ...none, enrollment }];
};
