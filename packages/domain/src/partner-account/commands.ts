import * as t from 'io-ts';
import { BankProfileId, PartnerId, TenantId, UserId } from '../vocabulary/ids.js';
import { PaymentMethod } from '../vocabulary/payout.js';
import { Reason } from '../vocabulary/reasons.js';
import { command, record, type CommandOf } from '../vocabulary/record.js';
import { AccountRole, type roleCommands } from '../vocabulary/roles.js';
import { Code, Country, Currency, isAtMost, Text } from '../vocabulary/text.js';

const Email = t.refinement(
  t.string,
  (text): text is string => isAtMost(254, text) && /^[^\s@]+@[^\s@]+$/.test(text),
  'e-mail address',
);

// Names, e-mails and languages go to the Directory; no event holds them (§3.7).
const person = { name: Text, email: Email };
const language = { language: Code };

const bankProfile = {
  pga: PartnerId,
  /** The location whose incentives admin acts (§5.1). */
  pla: PartnerId,
  bankProfileId: BankProfileId,
  name: Text,
  country: Country,
  paymentMethod: PaymentMethod,
  /** Where the account data is kept: numbers never enter the library. */
  accountRef: Code,
};
const currencies = { currencies: t.readonlyArray(Currency) };

export const Verdict = t.keyof({ valid: null, invalid: null });

/** Intentions towards a partner account (§3.1, §5.1); grants only where `location` is "all". */
export const partnerAccountCommands = {
  RegisterAccount: command('RegisterAccount', {
    pga: PartnerId,
    name: Text,
    country: Country,
    tenantId: TenantId,
    globalAdmin: record({ userId: UserId, ...person }, language),
  }),
  AddUser: command(
    'AddUser',
    { pga: PartnerId, userId: UserId, tenantId: TenantId, guest: t.boolean, ...person },
    language,
  ),
  AssignAccountRole: command('AssignAccountRole', {
    pga: PartnerId,
    userId: UserId,
    role: AccountRole,
  }),
  RevokeAccountRole: command('RevokeAccountRole', {
    pga: PartnerId,
    userId: UserId,
    role: AccountRole,
  }),
  CreateBankProfile: command('CreateBankProfile', bankProfile, currencies),
  EditBankProfile: command('EditBankProfile', bankProfile, currencies),
  RecordBankVerdict: command(
    'RecordBankVerdict',
    { pga: PartnerId, bankProfileId: BankProfileId, verdict: Verdict },
    { reasons: t.readonlyArray(Reason) },
  ),
};

export type PartnerAccountCommand =
  CommandOf<typeof partnerAccountCommands> | CommandOf<typeof roleCommands>;
