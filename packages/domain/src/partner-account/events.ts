// These shapes are on disk for ever: add, never edit. A new shape is a new version with an upcaster.
import * as t from 'io-ts';
import { BankProfileId, PartnerId, TenantId, UserId } from '../vocabulary/ids.js';
import { PaymentMethod } from '../vocabulary/payout.js';
import { Reason } from '../vocabulary/reasons.js';
import { v1, type EventOf } from '../vocabulary/record.js';
import { AccountRole, type roleEvents } from '../vocabulary/roles.js';
import { Code, Country, Currency, Text } from '../vocabulary/text.js';

const pga = { pga: PartnerId };
const bankProfile = {
  ...pga,
  pla: PartnerId,
  bankProfileId: BankProfileId,
  name: Text,
  country: Country,
  paymentMethod: PaymentMethod,
  accountRef: Code,
  by: t.string,
};
const currencies = { currencies: t.readonlyArray(Currency) };

/** What can have happened to a partner account, beside grants for all locations. */
export const partnerAccountEvents = {
  AccountRegistered: v1({
    ...pga,
    name: Text,
    country: Country,
    firstTenantId: TenantId,
    firstGlobalAdmin: UserId,
  }),
  UserAdded: v1({ ...pga, userId: UserId, tenantId: TenantId, guest: t.boolean, by: t.string }),
  AccountRoleAssigned: v1({ ...pga, userId: UserId, role: AccountRole, by: t.string }),
  AccountRoleRevoked: v1({ ...pga, userId: UserId, role: AccountRole, by: t.string }),
  BankProfileCreated: v1(bankProfile, currencies),
  BankProfileEdited: v1(bankProfile, currencies),
  BankProfileApproved: v1({ ...pga, bankProfileId: BankProfileId }),
  BankProfileActionRequired: v1({
    ...pga,
    bankProfileId: BankProfileId,
    reasons: t.readonlyArray(Reason),
  }),
};

export type PartnerAccountEvent = EventOf<typeof partnerAccountEvents> | EventOf<typeof roleEvents>;
