import { describe, expect, test } from '@jest/globals';
import { contoso } from '../contoso.js';

const at = '2024-01-10';
const bank = (bankProfileId: string) => ({
  type: 'CreateBankProfile' as const,
  pga: 'Contoso',
  pla: 'UK',
  bankProfileId,
  name: bankProfileId,
  country: 'GB',
  paymentMethod: 'BankTransfer',
  accountRef: bankProfileId,
});
const set = (bankProfileId: string, currency = 'EUR', pla = 'UK') => ({
  type: 'SetDefaultBankProfile' as const,
  pla,
  bankProfileId,
  currency,
});
const remove = { type: 'RemoveDefaultBankProfile' as const, pla: 'UK' };

const banks = contoso.after('ines', at, bank('bank1')).after('ines', at, bank('bank2'));
const withDefault = banks.after('ines', at, set('bank1'));

describe('the default bank profile (§5.2)', () => {
  test('given none, then DefaultBankProfileSet: a pair (T-20), not yet approved or not (T-24)', () => {
    expect(banks.recorded('ines', at, set('bank1'))).toEqual({
      pga: 'Contoso',
      pla: 'UK',
      bankProfileId: 'bank1',
      currency: 'EUR',
      by: 'ines',
    });
    expect(withDefault.state('partnerLocation-UK')).toMatchObject({
      defaultBank: { bankProfileId: 'bank1', currency: 'EUR' },
    });
  });

  test('scenario 43: given UK has a default, when Ines sets another, then DefaultAlreadySet; after removal it succeeds (T-22)', () => {
    expect(withDefault.recorded('ines', at, set('bank2'))).toEqual({
      _tag: 'DefaultAlreadySet',
      rule: 'T-22',
      fixableBy: ['ines'],
      defaultBank: { bankProfileId: 'bank1', currency: 'EUR' },
    });
    const removed = withDefault.after('ines', at, remove);
    expect(removed.state('partnerLocation-UK')).not.toHaveProperty('defaultBank');
    expect(removed.outcome('ines', at, set('bank2'))).toEqual(['DefaultBankProfileSet']);
  });

  test('given the same pair again, then DefaultAlreadySet, no silent agreement (T-22)', () => {
    expect(withDefault.outcome('ines', at, set('bank1'))).toBe('DefaultAlreadySet');
  });

  test('scenario 44: given (bank1, EUR) is the default of UK, when Ivan sets the same pair for FR, then success (T-21)', () => {
    expect(withDefault.outcome('ivan', at, set('bank1', 'EUR', 'FR'))).toEqual([
      'DefaultBankProfileSet',
    ]);
  });

  test('rejections come in order: NotIncentivesAdmin, DefaultAlreadySet, UnknownProfile', () => {
    expect(withDefault.recorded('ulf', at, set('bank9'))).toMatchObject({
      _tag: 'NotIncentivesAdmin',
      fixableBy: ['anna', 'gina'],
    });
    expect(withDefault.outcome('ines', at, set('bank9'))).toBe('DefaultAlreadySet');
    expect(banks.recorded('ines', at, set('bank9'))).toEqual({
      _tag: 'UnknownProfile',
      rule: 'T-01',
      fixableBy: ['ines'],
      profileIds: ['bank9'],
    });
  });

  test('given no default, when it is removed, then NoDefault', () => {
    expect(banks.recorded('ines', at, remove)).toEqual({
      _tag: 'NoDefault',
      rule: 'T-22',
      fixableBy: ['ines'],
      pla: 'UK',
    });
  });
});
