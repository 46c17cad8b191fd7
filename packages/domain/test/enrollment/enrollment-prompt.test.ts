import { describe, expect, test } from '@jest/globals';
import { enrollmentPrompt } from '../../src/enrollment/enrollment-prompt.js';
import type { PayoutDetails, PayoutRules } from '../../src/vocabulary/payout.js';
import { bank, code, contoso, details, entity, instant, rules, uk } from './contoso.js';

const prompt = (
  choice: PayoutDetails = details,
  changes: Partial<PayoutRules> = {},
  account = contoso,
) =>
  enrollmentPrompt(
    choice,
    { ...rules, ...changes },
    { account, location: uk },
    instant('2024-03-01'),
  );

describe('what the incentives admin is asked to do next (E-04)', () => {
  test('scenario 22: with the default bank and the tax profile chosen, Submit', () => {
    expect(prompt()).toEqual({ prompt: 'Submit' });
  });

  test('scenario 22: the prefill alone is not enough', () => {
    const { taxProfileId: _, ...prefill } = details;
    expect(prompt(prefill)).toEqual({ prompt: 'Continue', missing: ['TaxProfile'] });
  });

  test('scenario 23: a form that the tax profile lacks', () => {
    expect(prompt(details, { taxForms: [{ form: code('W-8') }] })).toEqual({
      prompt: 'Continue',
      missing: [{ code: 'TaxForm', form: 'W-8' }],
    });
    expect(prompt(details, { taxForms: [{ form: code('VAT') }] })).toEqual({ prompt: 'Submit' });
  });

  test('scenario 26: each paying entity needs a bank profile (T-09)', () => {
    expect(prompt(details, { payingEntities: [entity('MIOL'), entity('entity2')] })).toEqual({
      prompt: 'Continue',
      missing: [{ code: 'BankProfile', payingEntity: 'entity2' }],
    });
  });

  test('a pending default is good enough, one in ActionRequired is not (T-24)', () => {
    const having = (status: 'PendingValidation' | 'ActionRequired') =>
      prompt(details, {}, { ...contoso, bankProfiles: [bank('Bank1', status)] });
    expect(having('PendingValidation')).toEqual({ prompt: 'Submit' });
    expect(having('ActionRequired')).toEqual({
      prompt: 'Continue',
      missing: ['BankProfileActionRequired'],
    });
  });
});
