import type { CommandEnvelope } from '@partner-incentives/event-sourcing';
import * as E from 'fp-ts/lib/Either.js';
import type { AccountFacts, BankProfile } from '../../vocabulary/account-facts.js';
import { ActorText } from '../../vocabulary/actor.js';
import type { BankProfileId } from '../../vocabulary/ids.js';
import { same } from '../../vocabulary/same.js';
import type { PartnerAccountCommand } from '../commands.js';
import { refuse } from '../rejections.js';
import type { Acting, Asked, Decision } from './admission.js';

/** A bank profile of the company, for all its locations and programs (T-01); it awaits Microsoft's verdict. */
export const createBankProfile = (
  asked: Asked<'CreateBankProfile'>,
  { account, location }: Acting,
): Decision => {
  const { bankProfileId, name } = asked.command;
  const known = profileOf(account, bankProfileId);
  if (known !== undefined) {
    return saysTheSame(asked.command, known)
      ? E.right([])
      : E.left(refuse.profileExists(account, location, bankProfileId));
  }
  if (isNameTaken(account, asked.command)) {
    return E.left(refuse.duplicateName(account, location, name));
  }
  return E.right([{ type: 'BankProfileCreated', effectiveAt: asked.at, data: dataOf(asked) }]);
};

/** New data return the profile to validation (T-03); enrollments that use it are left alone (§5.4). */
export const editBankProfile = (
  asked: Asked<'EditBankProfile'>,
  { account, location }: Acting,
): Decision => {
  const { bankProfileId, name } = asked.command;
  const known = profileOf(account, bankProfileId);
  if (known === undefined) return E.left(refuse.unknownProfile(account, location, bankProfileId));
  if (isNameTaken(account, asked.command)) {
    return E.left(refuse.duplicateName(account, location, name));
  }
  return known.status === 'PendingValidation' && saysTheSame(asked.command, known)
    ? E.right([])
    : E.right([{ type: 'BankProfileEdited', effectiveAt: asked.at, data: dataOf(asked) }]);
};

/** Microsoft's verdict on a profile that awaits one (T-03, §5.4). */
export const recordBankVerdict = (
  { command, at }: Asked<'RecordBankVerdict'>,
  account: AccountFacts,
): Decision => {
  const { pga, bankProfileId, verdict, reasons = [] } = command;
  const known = profileOf(account, bankProfileId);
  if (known === undefined) return E.left(refuse.unknownProfile(account, undefined, bankProfileId));
  if (known.status !== 'PendingValidation') {
    return E.left(refuse.notPending(bankProfileId, known.status));
  }
  const data = { pga, bankProfileId };
  if (verdict === 'valid') {
    return E.right([{ type: 'BankProfileApproved', effectiveAt: at, data }]);
  }
  return reasons.length === 0
    ? E.left(refuse.reasonsRequired())
    : E.right([{ type: 'BankProfileActionRequired', effectiveAt: at, data: { ...data, reasons } }]);
};

type ProfileCommand = Extract<
  PartnerAccountCommand,
  { type: 'CreateBankProfile' | 'EditBankProfile' }
>;

const profileOf = (
  { bankProfiles }: AccountFacts,
  bankProfileId: BankProfileId,
): BankProfile | undefined =>
  bankProfiles.find((profile) => profile.bankProfileId === bankProfileId);

/** T-02: a name is unique within the company. */
const isNameTaken = (
  { bankProfiles }: AccountFacts,
  { bankProfileId, name }: ProfileCommand,
): boolean =>
  bankProfiles.some((other) => other.bankProfileId !== bankProfileId && other.name === name);

const saysTheSame = (command: ProfileCommand, profile: BankProfile): boolean =>
  command.name === profile.name &&
  command.country === profile.country &&
  command.paymentMethod === profile.paymentMethod &&
  command.accountRef === profile.accountRef &&
  same(command.currencies?.toSorted(), profile.currencies?.toSorted());

const dataOf = ({ command, actor }: CommandEnvelope<ProfileCommand>) => {
  const { type: _type, ...profile } = command;
  return { ...profile, by: ActorText.encode(actor) };
};
