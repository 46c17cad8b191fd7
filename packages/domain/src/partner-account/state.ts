import type { AccountFacts, BankProfile } from '../vocabulary/account-facts.js';
import { withGrant, withoutGrant } from '../vocabulary/grants.js';
import type { BankProfileId } from '../vocabulary/ids.js';
import type { PartnerAccountEvent } from './events.js';

/** All that others may know of the account is all there is; `undefined`: not registered. */
export type PartnerAccountState = AccountFacts | undefined;

export const initial: PartnerAccountState = undefined;

/**
 * Read as of an instant, an account is folded from the events effective until then, so one that presupposes another
 * may come without it and then says nothing.
 */
export const evolve = (
  state: PartnerAccountState,
  event: PartnerAccountEvent,
): PartnerAccountState => {
  if (event.type === 'AccountRegistered') return state ?? registered(event.data);
  if (state === undefined) return undefined;
  switch (event.type) {
    case 'UserAdded': {
      const { userId, tenantId, guest } = event.data;
      return { ...state, members: [...state.members, { userId, tenantId, guest }] };
    }
    case 'AccountRoleAssigned': {
      const { userId, role } = event.data;
      return { ...state, roles: [...state.roles, { userId, role }] };
    }
    case 'AccountRoleRevoked': {
      const { userId, role } = event.data;
      return {
        ...state,
        roles: state.roles.filter((held) => held.userId !== userId || held.role !== role),
      };
    }
    case 'RoleAssigned':
      return { ...state, grants: withGrant(state.grants, event.data) };
    case 'RoleRevoked':
      return { ...state, grants: withoutGrant(state.grants, event.data) };
    case 'BankProfileCreated':
      return { ...state, bankProfiles: [...state.bankProfiles, pendingProfile(event.data)] };
    case 'BankProfileEdited':
      return replaced(state, event.data.bankProfileId, () => pendingProfile(event.data));
    case 'BankProfileApproved':
      return withStatus(state, event.data.bankProfileId, 'Approved');
    case 'BankProfileActionRequired':
      return withStatus(state, event.data.bankProfileId, 'ActionRequired');
  }
};

type Registration = Extract<PartnerAccountEvent, { type: 'AccountRegistered' }>['data'];

/** An account begins with one tenant and one global admin in it. */
const registered = ({
  pga,
  name,
  country,
  firstTenantId,
  firstGlobalAdmin,
}: Registration): AccountFacts => ({
  pga,
  name,
  country,
  members: [{ userId: firstGlobalAdmin, tenantId: firstTenantId, guest: false }],
  roles: [{ userId: firstGlobalAdmin, role: 'GA' }],
  grants: [],
  bankProfiles: [],
});

/** New or changed data await Microsoft's verdict (T-03). */
const pendingProfile = ({
  bankProfileId,
  name,
  country,
  paymentMethod,
  currencies,
  accountRef,
}: Omit<BankProfile, 'status'>): BankProfile => ({
  bankProfileId,
  name,
  country,
  paymentMethod,
  ...(currencies !== undefined && { currencies }),
  accountRef,
  status: 'PendingValidation',
});

const withStatus = (
  state: AccountFacts,
  bankProfileId: BankProfileId,
  status: BankProfile['status'],
): AccountFacts => replaced(state, bankProfileId, (profile) => ({ ...profile, status }));

const replaced = (
  state: AccountFacts,
  bankProfileId: BankProfileId,
  change: (profile: BankProfile) => BankProfile,
): AccountFacts => ({
  ...state,
  bankProfiles: state.bankProfiles.map((profile) =>
    profile.bankProfileId === bankProfileId ? change(profile) : profile,
  ),
});
