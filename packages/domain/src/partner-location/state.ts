import type { CriterionFact } from '../vocabulary/criteria.js';
import { withGrant, withoutGrant } from '../vocabulary/grants.js';
import type { TaxProfileId } from '../vocabulary/ids.js';
import type { LocationFacts, TaxProfile } from '../vocabulary/location-facts.js';
import type { PartnerLocationEvent } from './events.js';

/** All that others may know of the location is all there is; `undefined`: not registered. */
export type PartnerLocationState = LocationFacts | undefined;

export const initial: PartnerLocationState = undefined;

/**
 * Read as of an instant, a location is folded from the events effective until then, so one that presupposes another
 * may come without it and then says nothing.
 */
export const evolve = (
  state: PartnerLocationState,
  event: PartnerLocationEvent,
): PartnerLocationState => {
  if (event.type === 'LocationRegistered') return state ?? registered(event.data);
  if (state === undefined) return undefined;
  switch (event.type) {
    case 'LocationClosed':
      return { ...state, closed: true };
    case 'PmcMigrationCompleted':
      return { ...state, pmcMigrated: true };
    case 'FirstTransactionRecorded':
      return { ...state, firstTransactionAt: event.data.at };
    case 'IncentivesUserSetupCompleted':
      return { ...state, userSetupCompleted: true };
    case 'RoleAssigned':
      return { ...state, grants: withGrant(state.grants, event.data) };
    case 'RoleRevoked':
      return { ...state, grants: withoutGrant(state.grants, event.data) };
    case 'AgreementActivated': {
      const { kind, from, until } = event.data;
      const agreement = until === undefined ? { kind, from } : { kind, from, until };
      return { ...state, agreements: [...otherAgreements(state, kind), agreement] };
    }
    case 'AgreementLapsed':
      return { ...state, agreements: otherAgreements(state, event.data.kind) };
    case 'DesignationAttained':
      return { ...state, designations: [...state.designations, event.data.designation] };
    case 'DesignationEnded':
      return {
        ...state,
        designations: state.designations.filter((held) => held !== event.data.designation),
      };
    case 'CriterionFactRecorded':
      return {
        ...state,
        criterionFacts: [...otherFacts(state, event.data.fact), event.data.fact],
      };
    case 'CriterionFactEnded':
      return { ...state, criterionFacts: otherFacts(state, event.data.fact) };
    case 'TaxProfileCreated':
      return { ...state, taxProfiles: [...state.taxProfiles, pendingProfile(event.data)] };
    case 'TaxProfileUpdated':
      return replaced(state, event.data.taxProfileId, () => pendingProfile(event.data));
    case 'TaxProfileApproved':
      return withStatus(state, event.data.taxProfileId, 'Approved');
    case 'TaxProfileActionRequired':
      return withStatus(state, event.data.taxProfileId, 'ActionRequired');
    case 'TaxProfileExpired':
      return withStatus(state, event.data.taxProfileId, 'Expired');
    case 'DefaultBankProfileSet': {
      const { bankProfileId, currency } = event.data;
      return { ...state, defaultBank: { bankProfileId, currency } };
    }
    case 'DefaultBankProfileRemoved': {
      const { defaultBank: _removed, ...rest } = state;
      return rest;
    }
  }
};

/** What a fact is about: a newer one on the same replaces it. */
export const isAboutTheSame = (a: CriterionFact, b: CriterionFact): boolean => {
  switch (a.kind) {
    case 'Membership':
    case 'TrailingRevenue':
      return a.kind === b.kind;
    case 'CspRole':
      return b.kind === 'CspRole' && a.role === b.role;
    case 'Custom':
      return b.kind === 'Custom' && a.code === b.code;
  }
};

const registered = ({
  pga,
  pla,
  name,
  country,
}: Pick<LocationFacts, 'pga' | 'pla' | 'name' | 'country'>): LocationFacts => ({
  pga,
  pla,
  name,
  country,
  closed: false,
  pmcMigrated: false,
  userSetupCompleted: false,
  grants: [],
  agreements: [],
  designations: [],
  criterionFacts: [],
  taxProfiles: [],
});

const otherAgreements = (
  { agreements }: LocationFacts,
  kind: string,
): LocationFacts['agreements'] => agreements.filter((agreement) => agreement.kind !== kind);

const otherFacts = (
  { criterionFacts }: LocationFacts,
  fact: CriterionFact,
): LocationFacts['criterionFacts'] =>
  criterionFacts.filter((known) => !isAboutTheSame(known, fact));

/** New or changed data await Microsoft's verdict. */
const pendingProfile = ({
  taxProfileId,
  country,
  forms,
  expiresOn,
}: Omit<TaxProfile, 'status'>): TaxProfile => ({
  taxProfileId,
  country,
  forms,
  ...(expiresOn !== undefined && { expiresOn }),
  status: 'PendingValidation',
});

const withStatus = (
  state: LocationFacts,
  taxProfileId: TaxProfileId,
  status: TaxProfile['status'],
): LocationFacts => replaced(state, taxProfileId, (profile) => ({ ...profile, status }));

const replaced = (
  state: LocationFacts,
  taxProfileId: TaxProfileId,
  change: (profile: TaxProfile) => TaxProfile,
): LocationFacts => ({
  ...state,
  taxProfiles: state.taxProfiles.map((profile) =>
    profile.taxProfileId === taxProfileId ? change(profile) : profile,
  ),
});
