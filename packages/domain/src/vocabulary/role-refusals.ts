import type { AccountFacts } from './account-facts.js';
import { holdersOf, roleAssigners } from './authority.js';
import type { PartnerId, ProgramId, UserId } from './ids.js';
import type { Policy } from './policy.js';
import { refusal } from './rejection.js';
import type { AccountRole, IncentivesRole } from './roles.js';

/** Who may add users, and so can make an unknown one known (§2.3). */
export const userAdders: ReadonlyArray<AccountRole> = ['GA', 'AA', 'UMA'];

/** The refusals of granting and taking back, for one location and for all (§3.1). */
export const grantRefusals = {
  unknownAccount: (pga: PartnerId) => refusal('UnknownAccount', '§3.2', [], { pga }),
  notRoleAssigner: (account: AccountFacts, policy: Policy) =>
    refusal('NotAuthorized', 'R-02', holdersOf(account, roleAssigners(policy)), {
      pga: account.pga,
    }),
  unknownUser: (account: AccountFacts, userId: UserId) =>
    refusal('UnknownUser', 'R-07', holdersOf(account, userAdders), { userId }),
  guestNotAllowed: (userId: UserId) => refusal('GuestNotAllowed', 'R-08', [], { userId }),
  unknownProgram: (programId: ProgramId) => refusal('UnknownProgram', '§3.2', [], { programId }),
  /** Nothing of what was to be taken back was granted. */
  unknownGrant: (userId: UserId, role: IncentivesRole | AccountRole) =>
    refusal('UnknownGrant', '§3.1', [], { userId, role }),
};
