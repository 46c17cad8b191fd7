import type {
  AccountRole,
  IncentivesRole,
  PartnerId,
  ProgramScope,
  UserId,
} from '@partner-incentives/domain';
import { behindAt, type Behind } from '../behind.js';
import { textOrder } from '../order.js';
import type { AccountRow } from '../rows/account-row.js';
import type { LocationRow } from '../rows/location-row.js';
import { accountsWithVisibleRoles } from '../scope.js';
import type { View } from '../view.js';

/** A role as it was given. */
export interface RoleRow extends Behind {
  readonly userId: UserId;
  readonly role: AccountRole | IncentivesRole;
  readonly location: PartnerId | 'all';
  readonly programs: ProgramScope;
}

/** Who holds what where, for those who assign roles and for MPN partner admins (§3.5, R-11). */
export const roleDirectory: View<RoleRow, unknown, 'accounts' | 'locations'> = (rows, asked) =>
  accountsWithVisibleRoles(rows, asked)
    .flatMap((account) => [
      ...accountWide(account, behindAt(rows, account)),
      ...[...rows.locations.ofAccount(account.pga)].flatMap((location) =>
        atLocation(location, behindAt(rows, location)),
      ),
    ])
    .toSorted(byUserThenRole);

const accountWide = ({ roles, grants }: AccountRow, mark: Behind): ReadonlyArray<RoleRow> => [
  ...roles.map(({ userId, role }) => ({
    userId,
    role,
    location: 'all' as const,
    programs: 'all' as const,
    ...mark,
  })),
  ...grants.map(({ userId, role, programs }) => ({
    userId,
    role,
    location: 'all' as const,
    programs,
    ...mark,
  })),
];

const atLocation = ({ pla, grants }: LocationRow, mark: Behind): ReadonlyArray<RoleRow> =>
  grants.map(({ userId, role, programs }) => ({ userId, role, location: pla, programs, ...mark }));

const byUserThenRole = (a: RoleRow, b: RoleRow): number =>
  textOrder(a.userId, b.userId) ||
  textOrder(a.role, b.role) ||
  textOrder(a.location, b.location) ||
  textOrder(String(a.programs), String(b.programs));
