import type { AccountRole, PartnerId, UserId } from '@partner-incentives/domain';
import { behindAt, earliest, type Behind } from '../behind.js';
import { textOrder } from '../order.js';
import type { AccountRow } from '../rows/account-row.js';
import type { Rows } from '../rows/rows.js';
import { accountsOf, seesAnythingAt } from '../scope.js';
import type { Asked, View } from '../view.js';

/** Somebody who can give this viewer access: an account admin or a global admin. */
export interface NoAccessRow extends Behind {
  readonly pga: PartnerId;
  readonly userId: UserId;
  readonly roles: ReadonlyArray<AccountRole>;
}

/** The "no access" panel: whom a member without a role to see anything should ask (§2.3, P-FAQ). Else no rows. */
export const noAccess: View<NoAccessRow, unknown, Joined> = (rows, asked) =>
  accountsOf(rows, asked.viewer)
    .filter((account) => !seesAnythingIn(rows, account, asked))
    .flatMap((account) => contactsOf(account, mark(rows, account)));

type Joined = 'accounts' | 'locations';
type Joinable = Pick<Rows, Joined>;

const seesAnythingIn = (rows: Joinable, account: AccountRow, { viewer, policy }: Asked): boolean =>
  typeof viewer === 'string' &&
  [undefined, ...rows.locations.ofAccount(account.pga)].some((location) =>
    seesAnythingAt(viewer, policy, account, location),
  );

const contacts: ReadonlyArray<AccountRole> = ['AA', 'GA'];

/** Any location could be one that the viewer sees something at. */
const mark = (rows: Joinable, { pga }: AccountRow): Behind =>
  earliest([
    behindAt(rows, { pga }).behindSince,
    ...Array.from(rows.locations.ofAccount(pga), ({ pla }) => behindAt(rows, { pla }).behindSince),
  ]);

const contactsOf = ({ pga, roles }: AccountRow, marked: Behind): ReadonlyArray<NoAccessRow> => {
  const held = roles.filter(({ role }) => contacts.includes(role));
  return [...new Set(held.map(({ userId }) => userId))].toSorted(textOrder).map((userId) => ({
    pga,
    userId,
    roles: contacts.filter((role) =>
      held.some((one) => one.userId === userId && one.role === role),
    ),
    ...marked,
  }));
};
