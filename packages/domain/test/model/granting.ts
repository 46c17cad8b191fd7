import type { CommandOf, Programs } from './commands.js';
import type { Grant } from './world.js';

type Withdrawal = Pick<CommandOf<'RevokeRole'>, 'userId' | 'role' | 'programs'>;

const sameSet = (a: Programs, b: Programs): boolean =>
  a === 'all' || b === 'all' ? a === b : a.toSorted().join() === b.toSorted().join();

/** The identical grant is there already: same user, role and set of programs (V-06). */
export const grantIn = (grants: ReadonlyArray<Grant>, wanted: Grant): boolean =>
  grants.some(
    (grant) =>
      grant.userId === wanted.userId &&
      grant.role === wanted.role &&
      sameSet(grant.programs, wanted.programs),
  );

/**
 * catalogue.md, RevokeRole: without programs every grant of that role goes; listed programs are taken from the grants
 * that list them; from a grant for "all" programs nothing is taken, unless it is asked for as a whole.
 */
export const withdrawnFrom = (
  grants: ReadonlyArray<Grant>,
  { userId, role, programs }: Withdrawal,
): ReadonlyArray<Grant> => {
  const left: Array<Grant> = [];
  for (const grant of grants) {
    if (grant.userId !== userId || grant.role !== role) left.push(grant);
    else if (programs === undefined || programs === 'all') continue;
    else if (grant.programs === 'all') left.push(grant);
    else {
      const rest = grant.programs.filter((id) => !programs.includes(id));
      if (rest.length > 0) left.push({ ...grant, programs: rest });
    }
  }
  return left;
};
