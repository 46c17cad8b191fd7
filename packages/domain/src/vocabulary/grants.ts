import type { ProgramId } from './ids.js';
import { same } from './same.js';
import type { Grant, ProgramScope } from './roles.js';

/** A grant to take back; without programs, every grant of that role to that user. */
export interface Withdrawal extends Pick<Grant, 'userId' | 'role'> {
  readonly programs?: ProgramScope;
}

/** Whether exactly this was granted already: same user, role and set of programs. */
export const isGranted = (
  grants: ReadonlyArray<Grant>,
  { userId, role, programs }: Grant,
): boolean =>
  grants.some(
    (grant) =>
      grant.userId === userId &&
      grant.role === role &&
      same(asSet(grant.programs), asSet(programs)),
  );

/** Grants stay as given, unmerged. */
export const withGrant = (
  grants: ReadonlyArray<Grant>,
  { userId, role, programs }: Grant,
): ReadonlyArray<Grant> => [...grants, { userId, role, programs }];

/** Listed programs are taken from the grants that list them; a grant for all programs is only taken whole. */
export const withoutGrant = (
  grants: ReadonlyArray<Grant>,
  { userId, role, programs }: Withdrawal,
): ReadonlyArray<Grant> =>
  grants.flatMap((grant) =>
    grant.userId === userId && grant.role === role ? remainder(grant, programs) : [grant],
  );

/** Whether taking back would take anything. */
export const takesAnything = (grants: ReadonlyArray<Grant>, withdrawal: Withdrawal): boolean =>
  !same(grants, withoutGrant(grants, withdrawal));

const remainder = (grant: Grant, programs: ProgramScope = 'all'): ReadonlyArray<Grant> => {
  if (programs === 'all') return [];
  if (grant.programs === 'all') return [grant];
  const left = grant.programs.filter((programId) => !programs.includes(programId));
  return left.length === 0 ? [] : [{ ...grant, programs: left }];
};

const asSet = (programs: ProgramScope): 'all' | ReadonlyArray<ProgramId> =>
  programs === 'all' ? 'all' : programs.toSorted();
