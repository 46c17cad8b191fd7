import type { AccountFacts } from '../vocabulary/account-facts.js';
import { holdersOf, incentivesAdmins, roleAssigners } from '../vocabulary/authority.js';
import type { BankProfileId, PartnerId, TenantId, UserId } from '../vocabulary/ids.js';
import type { LocationFacts } from '../vocabulary/location-facts.js';
import type { Policy } from '../vocabulary/policy.js';
import { refusal } from '../vocabulary/rejection.js';
import { grantRefusals, userAdders } from '../vocabulary/role-refusals.js';

/** The incentives admins of the acting location; without one, those of all locations. */
const admins = (account: AccountFacts, location?: LocationFacts) =>
  incentivesAdmins(account, location, 'any');

/** Why a command about a partner account was refused, and who can change that. */
export const refuse = {
  ...grantRefusals,
  unknownLocation: (pla: PartnerId) => refusal('UnknownLocation', '§3.2', [], { pla }),
  /** A person sent a command of Microsoft's. */
  notMicrosoft: () => refusal('NotAuthorized', '§2.3', [], {}),
  notUserAdder: (account: AccountFacts) =>
    refusal('NotAuthorized', '§2.3', holdersOf(account, userAdders), { pga: account.pga }),
  notGlobalAdmin: (account: AccountFacts) =>
    refusal('NotAuthorized', '§3.1', holdersOf(account, ['GA']), { pga: account.pga }),
  notIncentivesAdmin: (account: AccountFacts, policy: Policy, pla: PartnerId) =>
    refusal('NotIncentivesAdmin', 'R-10', holdersOf(account, roleAssigners(policy)), { pla }),
  accountExists: (pga: PartnerId) => refusal('AccountExists', '§3.1', [], { pga }),
  /** The id is a member's already, or the e-mail somebody else's (§3.7). */
  duplicateUser: (userId: UserId) => refusal('DuplicateUser', '§3.1', [], { userId }),
  /** `account: undefined`: no account yet whose global admins could tie the tenant. */
  unknownTenant: (account: AccountFacts | undefined, tenantId: TenantId) =>
    refusal('UnknownTenant', 'R-07', holdersOf(account, ['GA']), { tenantId }),
  lastGlobalAdmin: (account: AccountFacts, userId: UserId) =>
    refusal('LastGlobalAdmin', '§3.1', holdersOf(account, ['GA']), { userId }),
  notALocation: (partnerId: PartnerId) => refusal('NotALocation', 'R-03', [], { partnerId }),
  foreignLocation: (pla: PartnerId, pga: PartnerId) =>
    refusal('ForeignLocation', '§3.1', [], { pla, pga }),
  unknownProfile: (
    account: AccountFacts,
    location: LocationFacts | undefined,
    profileId: BankProfileId,
  ) => refusal('UnknownProfile', 'T-01', admins(account, location), { profileIds: [profileId] }),
  profileExists: (account: AccountFacts, location: LocationFacts, profileId: BankProfileId) =>
    refusal('ProfileExists', '§5.1', admins(account, location), { profileId }),
  duplicateName: (account: AccountFacts, location: LocationFacts, name: string) =>
    refusal('DuplicateName', 'T-02', admins(account, location), { name }),
  notPending: (profileId: BankProfileId, status: string) =>
    refusal('NotPending', 'T-03', [], { profileId, status }),
  reasonsRequired: () => refusal('ReasonsRequired', '§5.4', [], {}),
};

export type PartnerAccountRejection = ReturnType<(typeof refuse)[keyof typeof refuse]>;
