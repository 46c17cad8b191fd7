import {
  holdsInScope,
  roleAssigners,
  type AccountRole,
  type Policy,
} from '@partner-incentives/domain';
import type { AccountRow } from './rows/account-row.js';
import type { LocationRow } from './rows/location-row.js';
import type { Rows } from './rows/rows.js';
import type { Asked, Viewer } from './view.js';

/** The accounts a user is a member of (P-FAQ: nothing of another account is shown). */
export const accountsOf = (
  rows: Pick<Rows, 'accounts'>,
  viewer: Viewer,
): ReadonlyArray<AccountRow> =>
  typeof viewer === 'string' ? [...rows.accounts.under(viewer)] : [];

/** The accounts where the user may give and take incentives roles: their task list. */
export const accountsAdministeredBy = (
  rows: Pick<Rows, 'accounts'>,
  { viewer, policy }: Pick<Asked, 'viewer' | 'policy'>,
): ReadonlyArray<AccountRow> => accountsWhereHeld(rows, viewer, roleAssigners(policy));

/** The accounts whose role directory the user may view: who assigns roles, and MPN partner admins. */
export const accountsWithVisibleRoles = (
  rows: Pick<Rows, 'accounts'>,
  { viewer, policy }: Pick<Asked, 'viewer' | 'policy'>,
): ReadonlyArray<AccountRow> => accountsWhereHeld(rows, viewer, [...roleAssigners(policy), 'MPA']);

const accountsWhereHeld = (
  rows: Pick<Rows, 'accounts'>,
  viewer: Viewer,
  wanted: ReadonlyArray<AccountRole>,
): ReadonlyArray<AccountRow> =>
  accountsOf(rows, viewer).filter(({ roles }) =>
    roles.some(({ userId, role }) => userId === viewer && wanted.includes(role)),
  );

/** Operations' own views; nobody else sees them. */
export const isMicrosoftViewer = (viewer: Viewer): boolean => typeof viewer !== 'string';

/**
 * With the viewer's own roles and grants only: authority asked many times for one viewer need not walk everybody's
 * each time.
 */
export const accountFor = (account: AccountRow, viewer: string): AccountRow => ({
  ...account,
  roles: account.roles.filter(({ userId }) => userId === viewer),
  grants: account.grants.filter(({ userId }) => userId === viewer),
});

export const locationFor = (location: LocationRow, viewer: string): LocationRow => ({
  ...location,
  grants: location.grants.filter(({ userId }) => userId === viewer),
});

/** Whether the user may see any program at all there; legacy accounts have no location. */
export const seesAnythingAt = (
  viewer: string,
  policy: Policy,
  account: AccountRow,
  location: LocationRow | undefined,
): boolean => holdsInScope(viewer, ['IA', ...policy.overviewViewers], account, location, 'any');
