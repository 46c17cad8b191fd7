import { describe, expect, test } from '@jest/globals';
import * as E from 'fp-ts/lib/Either.js';
import { actionFor, Reason, unionOfReasons } from '../../src/vocabulary/reasons.js';

const reason = (json: unknown): Reason => {
  const decoded = Reason.decode(json);
  if (E.isLeft(decoded)) throw new Error(`not a reason: ${JSON.stringify(json)}`);
  return decoded.right;
};
const bankFor = (payingEntity: string) => reason({ code: 'BankProfile', payingEntity });
const form = (name: string) => reason({ code: 'TaxForm', form: name });
const other = (text: string) => reason({ code: 'Other', text });

describe('the action that removes a reason (§3.5, §5.4)', () => {
  test.each([
    [bankFor('MIOL'), 'AddBankProfile'],
    ['BankProfileActionRequired', 'FixBankProfile'],
    ['TaxProfile', 'AddTaxProfile'],
    [form('W-8'), 'UpdateTaxProfile'],
    ['TaxProfileExpired', 'UpdateTaxProfile'],
    ['TaxProfileActionRequired', 'UpdateTaxProfile'],
    ['Currency', 'ChooseCurrency'],
    ['CurrencyNotAllowed', 'ChooseCurrency'],
    ['PaymentMethod', 'ChoosePaymentMethod'],
    ['PaymentMethodNotAllowed', 'ChoosePaymentMethod'],
    ['CreditNoteConfirmation', 'ConfirmCreditNote'],
    ['AccountHolderNameMismatch', 'FixBankProfile'],
    ['BankDetailsInvalid', 'FixBankProfile'],
    ['BankRejectsCurrency', 'ChooseCurrency'],
    ['TaxFormMissing', 'UpdateTaxProfile'],
    ['TaxFormExpired', 'UpdateTaxProfile'],
    ['DocumentMissing', 'UpdateTaxProfile'],
    ['PersonalDetails', 'ContinueToPaymentAndTax'],
    ['CountryCombinationNotAllowed', 'ContinueToPaymentAndTax'],
    [other('call us'), 'ContinueToPaymentAndTax'],
  ])('%j: %s', (written, action) => {
    expect(actionFor(reason(written))).toBe(action);
  });

  test.each([
    'Unheard',
    'BankProfile',
    'TaxForm',
    'Other',
    { code: 'Other' },
    { code: 'Other', text: '' },
    { code: 'TaxForm', form: 'W 8' },
    { code: 'BankProfile', payingEntity: 'a_b' },
    { code: 'Currency' },
  ])('%j is no reason', (written) => {
    expect(E.isLeft(Reason.decode(written))).toBe(true);
  });
});

describe('the union of reasons (§5.4)', () => {
  test('keeps the old in their order, then adds the new ones', () => {
    expect(unionOfReasons(['Currency', 'TaxProfile'], ['BankDetailsInvalid', 'Currency'])).toEqual([
      'Currency',
      'TaxProfile',
      'BankDetailsInvalid',
    ]);
  });

  test('tells reasons with data apart by their data', () => {
    const old = [bankFor('MIOL'), form('W-8'), other('one')];
    expect(unionOfReasons(old, old)).toEqual(old);
    const added = [bankFor('MSFT'), form('W-9'), other('two')];
    expect(unionOfReasons(old, added)).toEqual([...old, ...added]);
  });

  test('among the new ones too, each stands once', () => {
    expect(unionOfReasons([], ['Currency', 'Currency'])).toEqual(['Currency']);
  });
});
