import * as t from 'io-ts';
import { BankProfileId, PayingEntityId, TaxProfileId } from './ids.js';
import { record } from './record.js';
import { Code, Country, Currency } from './text.js';

/** `BankTransfer`, `CreditNote`, `LrdCreditNote`, or another that a program's rules name (T-10). */
export const PaymentMethod = Code;
export type PaymentMethod = Code;

/** A form or field that a program asks for: everywhere, or of tax profiles of one country. */
const RequiredTaxForm = record({ form: Code }, { country: Country });

/**
 * What a program asks of a payout (§3.2). An empty list of methods or currencies restricts nothing; of entities or
 * forms, asks for none.
 */
export const PayoutRules = record(
  {
    paymentMethods: t.readonlyArray(PaymentMethod),
    currencies: t.readonlyArray(Currency),
    payingEntities: t.readonlyArray(PayingEntityId),
    taxForms: t.readonlyArray(RequiredTaxForm),
  },
  { forbiddenCountries: t.readonlyArray(record({ bank: Country, location: Country })) },
);
export type PayoutRules = t.TypeOf<typeof PayoutRules>;

/** The choice for one enrollment: a bank profile for each paying entity, method, currency, tax profile (T-09). */
export const PayoutDetails = record(
  {
    bank: t.readonlyArray(record({ payingEntity: PayingEntityId, bankProfileId: BankProfileId })),
  },
  {
    paymentMethod: PaymentMethod,
    currency: Currency,
    taxProfileId: TaxProfileId,
    creditNoteConfirmed: t.boolean,
  },
);
export type PayoutDetails = t.TypeOf<typeof PayoutDetails>;
