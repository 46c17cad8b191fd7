import { describe, expect, test } from '@jest/globals';
import { actionColumn, actionsOf } from '../../src/displayed-status/actions-of.js';
import type { PayingEntityId } from '../../src/vocabulary/ids.js';
import type { Code, Text } from '../../src/vocabulary/text.js';

const w8 = { code: 'TaxForm', form: 'W-8' as Code } as const;
const entity = { code: 'BankProfile', payingEntity: 'MIOL' as PayingEntityId } as const;

describe('the actions of an enrollment that needs action (S10)', () => {
  test('recorded reasons come first, then what is missing, each action once', () => {
    expect(
      actionsOf(['TaxProfileExpired', 'AccountHolderNameMismatch'], [entity, w8, 'Currency']),
    ).toEqual(['UpdateTaxProfile', 'FixBankProfile', 'AddBankProfile', 'ChooseCurrency']);
  });

  test('with nothing known to be outstanding, the partner goes on to payment and tax', () => {
    expect(actionsOf([], [])).toEqual(['ContinueToPaymentAndTax']);
  });

  test.each([
    ['BankProfileActionRequired', 'FixBankProfile'],
    ['TaxProfile', 'AddTaxProfile'],
    ['TaxProfileActionRequired', 'UpdateTaxProfile'],
    ['CurrencyNotAllowed', 'ChooseCurrency'],
    ['PaymentMethod', 'ChoosePaymentMethod'],
    ['PaymentMethodNotAllowed', 'ChoosePaymentMethod'],
    ['CreditNoteConfirmation', 'ConfirmCreditNote'],
    ['BankDetailsInvalid', 'FixBankProfile'],
    ['BankRejectsCurrency', 'ChooseCurrency'],
    ['TaxFormMissing', 'UpdateTaxProfile'],
    ['TaxFormExpired', 'UpdateTaxProfile'],
    ['DocumentMissing', 'UpdateTaxProfile'],
    ['PersonalDetails', 'ContinueToPaymentAndTax'],
    ['CountryCombinationNotAllowed', 'ContinueToPaymentAndTax'],
    [{ code: 'Other', text: 'Call us' as Text }, 'ContinueToPaymentAndTax'],
  ] as const)('%j asks for %s (§3.5, §5.4)', (reason, action) => {
    expect(actionsOf([reason], [])).toEqual([action]);
  });

  test('what is outstanding is asked only where the status shows it', () => {
    const never = (): never => {
      throw new Error('asked');
    };
    const shown = { rule: 'S9', status: 'Invited' } as const;
    expect(actionColumn({ ...shown, action: 'none' }, never)).toEqual([]);
    for (const action of ['Enroll', 'SeeEligibilityRequirements'] as const) {
      expect(actionColumn({ ...shown, action }, never)).toEqual([action]);
    }
    expect(
      actionColumn({ rule: 'S10', status: 'ActionRequired', action: 'OutstandingReasons' }, () => ({
        reasons: ['BankDetailsInvalid'],
        missing: ['Currency'],
      })),
    ).toEqual(['FixBankProfile', 'ChooseCurrency']);
  });
});
