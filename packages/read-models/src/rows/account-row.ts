import {
  partnerAccount,
  type AccountFacts,
  type PartnerAccountEvent,
} from '@partner-incentives/domain';
import { readModel, type Handler } from '@partner-incentives/event-sourcing';
import { owned, type Owned } from './owned.js';

/** A partner account, as the domain itself sees it. */
export type AccountRow = Owned<AccountFacts>;

const fold: Handler<AccountRow, PartnerAccountEvent> = (row, event, stored) =>
  owned(partnerAccount.evolve(row, event), stored);

/** Found under the user ids of its members. */
export const accounts = readModel<AccountRow, PartnerAccountEvent>({
  name: 'accounts',
  version: 1,
  category: partnerAccount.category,
  on: {
    AccountRegistered: fold,
    UserAdded: fold,
    AccountRoleAssigned: fold,
    AccountRoleRevoked: fold,
    RoleAssigned: fold,
    RoleRevoked: fold,
    BankProfileCreated: fold,
    BankProfileEdited: fold,
    BankProfileApproved: fold,
    BankProfileActionRequired: fold,
  },
  indexedUnder: ({ members }) => members.map(({ userId }) => userId),
});
