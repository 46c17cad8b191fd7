import type { AccountRole } from './commands.js';
import type { Account, Grant, Location, Policy } from './world.js';

export const isMicrosoft = (actor: string): boolean => actor.startsWith('system:');

/** Account-wide roles (§2.1). */
export const holds = (
  actor: string,
  account: Account,
  roles: ReadonlyArray<AccountRole | 'IA' | 'IU'>,
): boolean => account.roles.some((held) => held.userId === actor && roles.includes(held.role));

/** R-02, C-03, C-04. */
export const mayAssign = (actor: string, account: Account, policy: Policy): boolean =>
  holds(actor, account, policy.roleAssigners) ||
  (policy.mpaAssigns && holds(actor, account, ['MPA']));

/** grants for the location, and for all locations of its account; `any` = whatever program. */
const inScope = (
  account: Account | undefined,
  location: Location | undefined,
  programId: string,
): ReadonlyArray<Grant> =>
  [...(location?.grants ?? []), ...(account?.grants ?? [])].filter(
    ({ programs }) => programId === 'any' || programs === 'all' || programs.includes(programId),
  );

/** being GA or AA does not make an incentives admin. */
export const isIncentivesAdmin = (
  actor: string,
  account: Account | undefined,
  location: Location | undefined,
  programId: string,
): boolean =>
  inScope(account, location, programId).some(
    ({ userId, role }) => userId === actor && role === 'IA',
  );

/** incentives user, and not admin. */
export const isIncentivesUser = (
  actor: string,
  account: Account | undefined,
  location: Location | undefined,
  programId: string,
): boolean =>
  inScope(account, location, programId).some(({ userId }) => userId === actor) &&
  !isIncentivesAdmin(actor, account, location, programId);

/** Everybody once, by user id. */
export const incentivesAdmins = (
  account: Account | undefined,
  location: Location | undefined,
  programId: string,
): ReadonlyArray<string> => [
  ...new Set(
    inScope(account, location, programId)
      .filter(({ role }) => role === 'IA')
      .map(({ userId }) => userId)
      .toSorted(),
  ),
];
