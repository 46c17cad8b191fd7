import { describe, expect, test } from '@jest/globals';
import type { Type } from 'io-ts';
import * as E from 'fp-ts/lib/Either.js';
import type { BankProfile } from '../../src/vocabulary/account-facts.js';
import { draftFromDefault, missing } from '../../src/vocabulary/completeness.js';
import { BankProfileId, PayingEntityId, TaxProfileId } from '../../src/vocabulary/ids.js';
import { Instant } from '../../src/vocabulary/instant.js';
import type { TaxProfile } from '../../src/vocabulary/location-facts.js';
import { PayoutDetails, PayoutRules } from '../../src/vocabulary/payout.js';
import { Code, Country, Currency, Text } from '../../src/vocabulary/text.js';

const a = <Value>(codec: Type<Value, unknown>, json: unknown): Value => {
  const decoded = codec.decode(json);
  if (E.isLeft(decoded)) throw new Error(`not a ${codec.name}: ${JSON.stringify(json)}`);
  return decoded.right;
};

const bank: BankProfile = {
  bankProfileId: a(BankProfileId, 'bank1'),
  name: a(Text, 'Main'),
  country: a(Country, 'GB'),
  paymentMethod: a(Code, 'BankTransfer'),
  accountRef: a(Code, 'vault-1'),
  status: 'Approved',
};
const tax: TaxProfile = {
  taxProfileId: a(TaxProfileId, 'tax1'),
  country: a(Country, 'GB'),
  forms: [a(Code, 'W-8'), a(Code, 'VAT')],
  expiresOn: a(Instant, '2024-09-30T00:00:00.000Z'),
  status: 'Approved',
};
const chosen = {
  bank: [{ payingEntity: 'MIOL', bankProfileId: 'bank1' }],
  paymentMethod: 'BankTransfer',
  currency: 'EUR',
  taxProfileId: 'tax1',
};
const asked = {
  paymentMethods: ['BankTransfer', 'CreditNote', 'LrdCreditNote'],
  currencies: ['EUR', 'GBP'],
  payingEntities: ['MIOL'],
  taxForms: [{ form: 'W-8' }, { form: 'VAT', country: 'GB' }],
};
const { currency: _currency, ...noCurrency } = chosen;
const { paymentMethod: _method, ...noMethod } = chosen;
const { taxProfileId: _tax, ...noTax } = chosen;

interface Situation {
  readonly details?: object;
  readonly rules?: object;
  readonly bank?: Partial<BankProfile>;
  readonly tax?: Partial<TaxProfile>;
  readonly at?: string;
}

const missingIn = (situation: Situation): ReadonlyArray<unknown> =>
  missing(
    a(PayoutDetails, situation.details ?? chosen),
    a(PayoutRules, { ...asked, ...situation.rules }),
    {
      account: { bankProfiles: [{ ...bank, ...situation.bank }] },
      location: { country: a(Country, 'GB'), taxProfiles: [{ ...tax, ...situation.tax }] },
    },
    a(Instant, situation.at ?? '2024-03-04T10:00:00.000Z'),
  );

const creditNote = { ...chosen, paymentMethod: 'CreditNote', creditNoteConfirmed: true };
const w8Missing = { code: 'TaxForm', form: 'W-8' };
const vatMissing = { code: 'TaxForm', form: 'VAT' };
const bankFor = (payingEntity: string) => ({ code: 'BankProfile', payingEntity });

describe('missing (§5.3): what details lack under a program’s rules', () => {
  test('a complete choice lacks nothing: the prompt is Submit (E-04)', () => {
    expect(missingIn({})).toEqual([]);
  });

  test.each<readonly [string, Situation, ReadonlyArray<unknown>]>([
    ['no bank chosen', { details: { ...chosen, bank: [] } }, [bankFor('MIOL')]],
    [
      'two paying entities, one bank (scenario 26)',
      { rules: { payingEntities: ['MIOL', 'MSFT'] } },
      [bankFor('MSFT')],
    ],
    [
      'no bank and no method: counts as a transfer',
      { details: { ...noMethod, bank: [] } },
      [bankFor('MIOL')],
    ],
    ['no bank, but a credit note', { details: { ...creditNote, bank: [] } }, []],
    [
      'no paying entity asks for a bank',
      { details: { ...chosen, bank: [] }, rules: { payingEntities: [] } },
      [],
    ],
    [
      'the bank needs action',
      { bank: { status: 'ActionRequired' } },
      ['BankProfileActionRequired'],
    ],
    ['the bank is merely pending (T-24)', { bank: { status: 'PendingValidation' } }, []],
    ['no tax profile', { details: noTax }, ['TaxProfile']],
    [
      'a tax profile that is not the location’s',
      { details: { ...chosen, taxProfileId: 'tax9' } },
      ['TaxProfile'],
    ],
    [
      'the tax profile lacks a form (scenario 23)',
      { tax: { forms: [a(Code, 'VAT')] } },
      [w8Missing],
    ],
    ['a form of the tax profile’s country', { tax: { forms: [a(Code, 'W-8')] } }, [vatMissing]],
    [
      'a form of another country',
      { tax: { forms: [a(Code, 'W-8')], country: a(Country, 'FR') } },
      [],
    ],
    ['the tax profile ends now (T-05)', { at: '2024-09-30T00:00:00.000Z' }, ['TaxProfileExpired']],
    ['the instant before it ends', { at: '2024-09-29T23:59:59.999Z' }, []],
    [
      'the tax profile needs action (§5.4)',
      { tax: { status: 'ActionRequired' } },
      ['TaxProfileActionRequired'],
    ],
    ['the tax profile is merely pending', { tax: { status: 'PendingValidation' } }, []],
    ['no currency (scenario 24)', { details: noCurrency }, ['Currency']],
    ['a currency not allowed', { details: { ...chosen, currency: 'USD' } }, ['CurrencyNotAllowed']],
    [
      'any currency allowed',
      { details: { ...chosen, currency: 'USD' }, rules: { currencies: [] } },
      [],
    ],
    ['no method, transfers allowed', { details: noMethod }, []],
    [
      'no method, transfers not allowed',
      { details: noMethod, rules: { paymentMethods: ['CreditNote'] } },
      ['PaymentMethod'],
    ],
    ['no method, any allowed', { details: noMethod, rules: { paymentMethods: [] } }, []],
    [
      'a method not allowed',
      { rules: { paymentMethods: ['CreditNote'] } },
      ['PaymentMethodNotAllowed'],
    ],
    [
      'a credit note unconfirmed (T-10)',
      { details: { ...chosen, paymentMethod: 'CreditNote' } },
      ['CreditNoteConfirmation'],
    ],
    [
      'an LRD credit note denied (T-10)',
      { details: { ...chosen, paymentMethod: 'LrdCreditNote', creditNoteConfirmed: false } },
      ['CreditNoteConfirmation'],
    ],
    ['a credit note confirmed', { details: creditNote }, []],
    [
      'a combination of countries forbidden (T-01)',
      { rules: { forbiddenCountries: [{ bank: 'GB', location: 'GB' }] } },
      ['CountryCombinationNotAllowed'],
    ],
    [
      'combinations of other countries forbidden',
      {
        rules: {
          forbiddenCountries: [
            { bank: 'FR', location: 'GB' },
            { bank: 'GB', location: 'FR' },
          ],
        },
      },
      [],
    ],
  ])('%s', (_, situation, expected) => {
    expect(missingIn(situation)).toEqual(expected);
  });

  test('everything at once comes in the order of the table', () => {
    const situation = {
      details: {
        bank: [{ payingEntity: 'MIOL', bankProfileId: 'bank1' }],
        taxProfileId: 'tax1',
        currency: 'USD',
        paymentMethod: 'BankTransfer',
      },
      rules: {
        payingEntities: ['MSFT', 'MIOL', 'MSLI'],
        paymentMethods: ['LrdCreditNote'],
        forbiddenCountries: [{ bank: 'GB', location: 'GB' }],
      },
      bank: { status: 'ActionRequired' as const },
      tax: { forms: [], status: 'ActionRequired' as const },
      at: '2025-01-01T00:00:00.000Z',
    };
    expect(missingIn(situation)).toEqual([
      bankFor('MSFT'),
      bankFor('MSLI'),
      'BankProfileActionRequired',
      w8Missing,
      vatMissing,
      'TaxProfileExpired',
      'TaxProfileActionRequired',
      'CurrencyNotAllowed',
      'PaymentMethodNotAllowed',
      'CountryCombinationNotAllowed',
    ]);
  });

  test('without an account or a location there is no profile to choose', () => {
    const nowhere = { account: undefined, location: undefined };
    const [details, rules] = [a(PayoutDetails, chosen), a(PayoutRules, asked)];
    expect(missing(details, rules, nowhere, a(Instant, '2024-03-04T10:00:00.000Z'))).toEqual([
      'TaxProfile',
    ]);
  });
});

describe('the draft an enrollment starts with (E-02)', () => {
  const entities = [a(PayingEntityId, 'MIOL'), a(PayingEntityId, 'MSFT')];

  test('given a default, then it is chosen for every paying entity, with its currency', () => {
    const prefill = { bankProfileId: bank.bankProfileId, currency: a(Currency, 'EUR') };
    expect(draftFromDefault(prefill, entities)).toEqual({
      bank: [
        { payingEntity: 'MIOL', bankProfileId: 'bank1' },
        { payingEntity: 'MSFT', bankProfileId: 'bank1' },
      ],
      currency: 'EUR',
    });
  });

  test('given none, then nothing is chosen', () => {
    expect(draftFromDefault(undefined, entities)).toEqual({ bank: [] });
  });
});
