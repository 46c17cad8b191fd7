import type { Actor } from '@partner-incentives/event-sourcing';
import type { AccountFacts } from './account-facts.js';
import type { ProgramId, UserId } from './ids.js';
import type { LocationFacts } from './location-facts.js';
import type { Policy, Role } from './policy.js';
import type { AccountRole, Grant, IncentivesRole } from './roles.js';

/** Operations: every system actor is Microsoft's (§2.1). */
export const isMicrosoft = (actor: Actor): boolean => actor.kind === 'system';

const covers = (grant: Grant, programId: ProgramId | 'any'): boolean =>
  programId === 'any' || grant.programs === 'all' || grant.programs.includes(programId);

const grantsInScope = (
  account: AccountFacts | undefined,
  location: LocationFacts | undefined,
  programId: ProgramId | 'any',
): ReadonlyArray<Grant> =>
  [...(location?.grants ?? []), ...(account?.grants ?? [])].filter((g) => covers(g, programId));

/**
 * The strongest incentives role a user holds for the location and the program; `any` asks about any
 * program. Without a location only grants for all locations count (legacy rows, §3.1).
 */
export const incentivesRoleOf = (
  userId: string,
  account: AccountFacts | undefined,
  location: LocationFacts | undefined,
  programId: ProgramId | 'any',
): IncentivesRole | undefined => {
  const held = grantsInScope(account, location, programId).filter((g) => g.userId === userId);
  return held.some((g) => g.role === 'IA') ? 'IA' : held.length > 0 ? 'IU' : undefined;
};

/** The incentives admins in scope, by user id (I-01). */
export const incentivesAdmins = (
  account: AccountFacts | undefined,
  location: LocationFacts | undefined,
  programId: ProgramId | 'any',
): ReadonlyArray<UserId> =>
  sortedUsers(
    grantsInScope(account, location, programId)
      .filter((grant) => grant.role === 'IA')
      .map((grant) => grant.userId),
  );

/** Who holds one of the account-wide roles, by user id. */
export const holdersOf = (
  account: AccountFacts | undefined,
  roles: ReadonlyArray<AccountRole>,
): ReadonlyArray<UserId> =>
  sortedUsers(
    (account?.roles ?? []).filter((held) => roles.includes(held.role)).map((held) => held.userId),
  );

export const holdsAny = (
  actor: Actor,
  account: AccountFacts | undefined,
  roles: ReadonlyArray<AccountRole>,
): boolean => actor.kind === 'user' && holdersOf(account, roles).includes(actor.id as UserId);

/** The roles that may give and take incentives roles (R-02, C-03, C-04). */
export const roleAssigners = (policy: Policy): ReadonlyArray<AccountRole> =>
  policy.mpaAssigns ? [...policy.roleAssigners, 'MPA'] : policy.roleAssigners;

/** Whether the user holds one of the roles, account-wide or in scope of location and program. */
export const holdsInScope = (
  userId: string,
  roles: ReadonlyArray<Role>,
  account: AccountFacts | undefined,
  location: LocationFacts | undefined,
  programId: ProgramId | 'any',
): boolean => {
  const incentives = incentivesRoleOf(userId, account, location, programId);
  return (
    (incentives !== undefined && roles.includes(incentives)) ||
    (account?.roles ?? []).some((held) => held.userId === userId && roles.includes(held.role))
  );
};

const sortedUsers = (users: ReadonlyArray<UserId>): ReadonlyArray<UserId> =>
  [...new Set(users)].toSorted();
