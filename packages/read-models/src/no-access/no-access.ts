import type { AccountRole, PartnerId, UserId } from '@partner-incentives/domain';
import { textOrder } from '../order.js';
import type { AccountRow } from '../rows/account-row.js';
import type { Rows } from '../rows/rows.js';
import { accountsOf, seesAnythingAt } from '../scope.js';
import type { Asked, View } from '../view.js';

/** Somebody who can give this viewer access: an account admin or a global admin. */
export interface NoAccessRow {
  readonly pga: PartnerId;
  readonly userId: UserId;
  readonly roles: ReadonlyArray<AccountRole>;
}

/** The "no access" panel: whom a member without a role to see anything should ask (§2.3, P-FAQ). Else no rows. */
export const noAccess: View<NoAccessRow> = (rows, asked) =>
  accountsOf(rows, asked.viewer)
    .filter((account) => !seesAnythingIn(rows, account, asked))
    .flatMap(contactsOf);

const seesAnythingIn = (rows: Rows, account: AccountRow, { viewer, policy }: Asked): boolean =>
  typeof viewer === 'string' &&
  [undefined, ...rows.locations.ofAccount(account.pga)].some((location) =>
    seesAnythingAt(viewer, policy, account, location),
  );

const contacts: ReadonlyArray<AccountRole> = ['AA', 'GA'];

const contactsOf = ({ pga, roles }: AccountRow): ReadonlyArray<NoAccessRow> => {
  const held = roles.filter(({ role }) => contacts.includes(role));
  return [...new Set(held.map(({ userId }) => userId))].toSorted(textOrder).map((userId) => ({
    pga,
    userId,
    roles: contacts.filter((role) =>
      held.some((one) => one.userId === userId && one.role === role),
    ),
  }));
};
