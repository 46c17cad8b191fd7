import type {
  AccountRole,
  IncentivesRole,
  PartnerId,
  ProgramScope,
  UserId,
} from '@partner-incentives/domain';
import { textOrder } from '../order.js';
import type { AccountRow } from '../rows/account-row.js';
import type { LocationRow } from '../rows/location-row.js';
import { accountsWithVisibleRoles } from '../scope.js';
import type { View } from '../view.js';

/** A role as it was given. */
export interface RoleRow {
  readonly userId: UserId;
  readonly role: AccountRole | IncentivesRole;
  readonly location: PartnerId | 'all';
  readonly programs: ProgramScope;
}

/** Who holds what where, for those who assign roles and for MPN partner admins (§3.5, R-11). */
export const roleDirectory: View<RoleRow> = (rows, asked) =>
  accountsWithVisibleRoles(rows, asked)
    .flatMap((account) => [
      ...accountWide(account),
      ...[...rows.locations.ofAccount(account.pga)].flatMap(atLocation),
    ])
    .toSorted(byUserThenRole);

const accountWide = ({ roles, grants }: AccountRow): ReadonlyArray<RoleRow> => [
  ...roles.map(({ userId, role }) => ({
    userId,
    role,
    location: 'all' as const,
    programs: 'all' as const,
  })),
  ...grants.map(({ userId, role, programs }) => ({
    userId,
    role,
    location: 'all' as const,
    programs,
  })),
];

const atLocation = ({ pla, grants }: LocationRow): ReadonlyArray<RoleRow> =>
  grants.map(({ userId, role, programs }) => ({ userId, role, location: pla, programs }));

const byUserThenRole = (a: RoleRow, b: RoleRow): number =>
  textOrder(a.userId, b.userId) ||
  textOrder(a.role, b.role) ||
  textOrder(a.location, b.location) ||
  textOrder(String(a.programs), String(b.programs));
