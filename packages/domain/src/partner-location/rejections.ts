import type { AccountFacts } from '../vocabulary/account-facts.js';
import { holdersOf, incentivesAdmins, roleAssigners } from '../vocabulary/authority.js';
import type { BankProfileId, PartnerId, TaxProfileId } from '../vocabulary/ids.js';
import type { Instant } from '../vocabulary/instant.js';
import type { DefaultBank, LocationFacts } from '../vocabulary/location-facts.js';
import { refusal } from '../vocabulary/rejection.js';
import { grantRefusals } from '../vocabulary/role-refusals.js';
import type { PartnerLocationFacts } from './facts.js';

/** Whom a refusal can name. */
type People = Pick<PartnerLocationFacts, 'policy' | 'account'>;

const admins = (account: AccountFacts | undefined, location: LocationFacts) =>
  incentivesAdmins(account, location, 'any');

const appointers = ({ account, policy }: People) => holdersOf(account, roleAssigners(policy));

/** Why a command about a partner location was refused, and who can change that. */
export const refuse = {
  ...grantRefusals,
  unknownLocation: (pla: PartnerId) => refusal('UnknownLocation', '§3.2', [], { pla }),
  /** A person sent a command of Microsoft's. */
  notMicrosoft: () => refusal('NotAuthorized', '§2.3', [], {}),
  notAllowedToRegister: (account: AccountFacts) =>
    refusal('NotAuthorized', '§2.3', holdersOf(account, ['GA', 'AA']), { pga: account.pga }),
  notIncentivesAdmin: (people: People, pla: PartnerId) =>
    refusal('NotIncentivesAdmin', 'R-10', appointers(people), { pla }),
  locationExists: (pla: PartnerId) => refusal('LocationExists', '§3.1', [], { pla }),
  locationClosed: (pla: PartnerId) => refusal('LocationClosed', '§3.1', [], { pla }),
  notALocation: (partnerId: PartnerId) => refusal('NotALocation', 'R-03', [], { partnerId }),
  foreignLocation: (pla: PartnerId, pga: PartnerId) =>
    refusal('ForeignLocation', '§3.1', [], { pla, pga }),
  unknownTaxProfile: (
    account: AccountFacts | undefined,
    location: LocationFacts,
    profileId: TaxProfileId,
  ) => refusal('UnknownProfile', 'T-04', admins(account, location), { profileIds: [profileId] }),
  unknownBankProfile: (
    account: AccountFacts | undefined,
    location: LocationFacts,
    profileId: BankProfileId,
  ) => refusal('UnknownProfile', 'T-01', admins(account, location), { profileIds: [profileId] }),
  profileExists: (
    account: AccountFacts | undefined,
    location: LocationFacts,
    profileId: TaxProfileId,
  ) => refusal('ProfileExists', '§5.1', admins(account, location), { profileId }),
  notPending: (profileId: TaxProfileId, status: string) =>
    refusal('NotPending', 'T-03', [], { profileId, status }),
  reasonsRequired: () => refusal('ReasonsRequired', '§5.4', [], {}),
  /** `expiresOn: null`: the profile has no date to expire on. */
  notYetExpired: (profileId: TaxProfileId, expiresOn: Instant | null) =>
    refusal('NotYetExpired', 'T-05', [], { profileId, expiresOn }),
  defaultAlreadySet: (
    account: AccountFacts | undefined,
    location: LocationFacts,
    defaultBank: DefaultBank,
  ) => refusal('DefaultAlreadySet', 'T-22', admins(account, location), { defaultBank }),
  noDefault: (account: AccountFacts | undefined, location: LocationFacts) =>
    refusal('NoDefault', 'T-22', admins(account, location), { pla: location.pla }),
};

export type PartnerLocationRejection = ReturnType<(typeof refuse)[keyof typeof refuse]>;
