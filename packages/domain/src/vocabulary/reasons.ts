import * as t from 'io-ts';
import { PayingEntityId } from './ids.js';
import { record } from './record.js';
import { same } from './same.js';
import { Code, Text } from './text.js';

/** What §5.3 finds missing, in its order. */
export const MissingItem = t.union([
  record({ code: t.literal('BankProfile'), payingEntity: PayingEntityId }),
  record({ code: t.literal('TaxForm'), form: Code }),
  t.keyof({
    BankProfileActionRequired: null,
    TaxProfile: null,
    TaxProfileExpired: null,
    TaxProfileActionRequired: null,
    Currency: null,
    CurrencyNotAllowed: null,
    PaymentMethod: null,
    PaymentMethodNotAllowed: null,
    CreditNoteConfirmation: null,
    CountryCombinationNotAllowed: null,
  }),
]);
export type MissingItem = t.TypeOf<typeof MissingItem>;

/** Why details were not accepted (§5.4): what is missing, or what Microsoft's verdict says. */
export const Reason = t.union([
  MissingItem,
  record({ code: t.literal('Other'), text: Text }),
  t.keyof({
    AccountHolderNameMismatch: null,
    BankDetailsInvalid: null,
    BankRejectsCurrency: null,
    TaxFormMissing: null,
    TaxFormExpired: null,
    DocumentMissing: null,
    PersonalDetails: null,
    CountryCombinationNotAllowed: null,
  }),
]);
export type Reason = t.TypeOf<typeof Reason>;

/** What an incentives admin can do about a row (§3.5). */
export type ActionCode =
  | 'Enroll'
  | 'AddBankProfile'
  | 'FixBankProfile'
  | 'AddTaxProfile'
  | 'UpdateTaxProfile'
  | 'ChooseCurrency'
  | 'ChoosePaymentMethod'
  | 'ConfirmCreditNote'
  | 'ContinueToPaymentAndTax'
  | 'SeeEligibilityRequirements';

type CodeOf<Item> = Item extends { readonly code: infer Inner } ? Inner : Item;
export type ReasonCode = CodeOf<Reason>;

export const reasonCode = (reason: Reason): ReasonCode =>
  typeof reason === 'string' ? reason : reason.code;

const actionByReason: Readonly<Record<ReasonCode, ActionCode>> = {
  BankProfile: 'AddBankProfile',
  BankProfileActionRequired: 'FixBankProfile',
  TaxProfile: 'AddTaxProfile',
  TaxForm: 'UpdateTaxProfile',
  TaxProfileExpired: 'UpdateTaxProfile',
  TaxProfileActionRequired: 'UpdateTaxProfile',
  Currency: 'ChooseCurrency',
  CurrencyNotAllowed: 'ChooseCurrency',
  PaymentMethod: 'ChoosePaymentMethod',
  PaymentMethodNotAllowed: 'ChoosePaymentMethod',
  CreditNoteConfirmation: 'ConfirmCreditNote',
  AccountHolderNameMismatch: 'FixBankProfile',
  BankDetailsInvalid: 'FixBankProfile',
  BankRejectsCurrency: 'ChooseCurrency',
  TaxFormMissing: 'UpdateTaxProfile',
  TaxFormExpired: 'UpdateTaxProfile',
  DocumentMissing: 'UpdateTaxProfile',
  PersonalDetails: 'ContinueToPaymentAndTax',
  CountryCombinationNotAllowed: 'ContinueToPaymentAndTax',
  Other: 'ContinueToPaymentAndTax',
};

/** §3.5 and §5.4: the action that removes a reason. */
export const actionFor = (reason: Reason): ActionCode => actionByReason[reasonCode(reason)];

/** The old reasons, then the new ones that are not among them (§5.4). */
export const unionOfReasons = (
  old: ReadonlyArray<Reason>,
  added: ReadonlyArray<Reason>,
): ReadonlyArray<Reason> =>
  added.reduce<ReadonlyArray<Reason>>(
    (all, reason) => (all.some((known) => same(known, reason)) ? all : [...all, reason]),
    old,
  );
