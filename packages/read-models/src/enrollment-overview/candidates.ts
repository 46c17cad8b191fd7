import {
  streams,
  type EligibilityFacts,
  type PartnerId,
  type ProgramFacts,
} from '@partner-incentives/domain';
import type { AccountRow } from '../rows/account-row.js';
import type { EnrollmentRow } from '../rows/enrollment-row.js';
import type { LocationRow } from '../rows/location-row.js';
import type { Rows } from '../rows/rows.js';
import { accountFor, accountsOf, locationFor, seesAnythingAt } from '../scope.js';
import type { Asked } from '../view.js';

/** A location (or legacy account) and a program that the viewer's overview may have a row about. */
export interface Candidate {
  readonly pla: PartnerId;
  readonly program: ProgramFacts;
  readonly account: AccountRow;
  /** `undefined` for a legacy enrollment. */
  readonly location: LocationRow | undefined;
  readonly eligibility: EligibilityFacts | undefined;
  readonly enrollment: EnrollmentRow | undefined;
}

/** Every location of the viewer's accounts in every program, and the legacy enrollments on those accounts. */
export const candidates = (rows: Rows, { viewer, policy }: Asked): ReadonlyArray<Candidate> => {
  if (typeof viewer !== 'string') return [];
  const programs = [...rows.programs.all()];
  return accountsOf(rows, viewer).flatMap((everybodys) => {
    const account = accountFor(everybodys, viewer);
    const legacy = seesAnythingAt(viewer, policy, account, undefined)
      ? programs.flatMap((program) => legacyCandidate(rows, account, program))
      : [];
    const located = [...rows.locations.ofAccount(account.pga)]
      .map((location) => locationFor(location, viewer))
      .filter((location) => seesAnythingAt(viewer, policy, account, location))
      .flatMap((location) =>
        programs.map((program) => locatedCandidate(rows, account, location, program)),
      );
    return [...legacy, ...located];
  });
};

const locatedCandidate = (
  rows: Rows,
  account: AccountRow,
  location: LocationRow,
  program: ProgramFacts,
): Candidate => {
  const { pla } = location;
  const { programId } = program;
  return {
    pla,
    program,
    account,
    location,
    eligibility: rows.eligibility.get(streams.eligibility(programId, pla)),
    enrollment: rows.enrollments.get(streams.enrollment(programId, pla)),
  };
};

const legacyCandidate = (
  rows: Rows,
  account: AccountRow,
  program: ProgramFacts,
): ReadonlyArray<Candidate> => {
  const pla = account.pga;
  const enrollment = rows.enrollments.get(streams.enrollment(program.programId, pla));
  return enrollment?.legacy === undefined
    ? []
    : [{ pla, program, account, location: undefined, eligibility: undefined, enrollment }];
};
