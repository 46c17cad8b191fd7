import { describe, expect, test } from '@jest/globals';
import { contoso } from '../contoso.js';

const at = '2024-01-10';
const later = '2024-03-01';
const activate = (kind: string, more: object = {}) => ({
  type: 'ActivateAgreement' as const,
  pla: 'UK',
  kind,
  ...more,
});
const lapse = (kind: string) => ({ type: 'LapseAgreement' as const, pla: 'UK', kind });
const record = (fact: object) => ({ type: 'RecordCriterionFact' as const, pla: 'UK', fact });
const end = (fact: object) => ({ type: 'EndCriterionFact' as const, pla: 'UK', fact });

const both = contoso
  .after('MS', at, activate('MpnAgreement'))
  .after('MS', at, activate('ResellerAgreement'));
const from = `${at}T00:00:00.000Z`;
const mpn = { kind: 'MpnAgreement', from };
const reseller = { kind: 'ResellerAgreement', from };

describe('of several, a fact concerns the one it names (§3.1)', () => {
  test('agreements: activating or lapsing one leaves the other', () => {
    expect(both.state('partnerLocation-UK')).toMatchObject({ agreements: [mpn, reseller] });
    expect(both.outcome('MS', later, activate('ResellerAgreement'))).toEqual([]);
    expect(both.outcome('MS', later, activate('MpnAgreement'))).toEqual([]);
    const renewed = both.after('MS', later, activate('ResellerAgreement', { from: later }));
    expect(renewed.state('partnerLocation-UK')).toMatchObject({
      agreements: [mpn, { kind: 'ResellerAgreement', from: `${later}T00:00:00.000Z` }],
    });
    const lapsed = both.after('MS', later, lapse('ResellerAgreement'));
    expect(lapsed.state('partnerLocation-UK')).toMatchObject({
      agreements: expect.arrayContaining([mpn]),
    });
    expect(lapsed.outcome('MS', '2024-03-02', lapse('ResellerAgreement'))).toEqual([]);
    expect(lapsed.outcome('MS', '2024-03-02', lapse('MpnAgreement'))).toEqual(['AgreementLapsed']);
  });

  test('an agreement that has not begun yet, activated without a date, begins now', () => {
    const future = contoso.after('MS', at, activate('MpnAgreement', { from: '2024-06-01' }));
    expect(future.recorded('MS', later, activate('MpnAgreement'))).toMatchObject({
      from: `${later}T00:00:00.000Z`,
    });
  });

  test('facts: roles in CSP and codes stand beside each other', () => {
    const direct = { kind: 'CspRole', role: 'DirectReseller' };
    const indirect = { kind: 'CspRole', role: 'IndirectReseller' };
    const facts = [direct, { kind: 'Custom', code: 'x' }, indirect, { kind: 'Custom', code: 'y' }];
    const given = facts.reduce((so, fact) => so.after('MS', at, record(fact)), contoso);
    expect(given.state('partnerLocation-UK')).toMatchObject({ criterionFacts: facts });
    const ended = given
      .after('MS', later, end(direct))
      .after('MS', later, end({ kind: 'Custom', code: 'y' }));
    expect(ended.state('partnerLocation-UK')).toMatchObject({
      criterionFacts: [{ kind: 'Custom', code: 'x' }, indirect],
    });
  });
});

describe('who an incentives admin is (R-04, R-10)', () => {
  const setup = { type: 'CompleteIncentivesUserSetup' as const, pla: 'UK' };
  const forOne = contoso.after('anna', at, {
    type: 'AssignRole',
    pga: 'Contoso',
    userId: 'nils',
    role: 'IA',
    location: 'UK',
    programs: ['IR'],
  });

  test('of one program is one of the location’s', () => {
    expect(contoso.outcome('nils', at, setup)).toBe('NotIncentivesAdmin');
    expect(forOne.outcome('nils', at, setup)).toEqual(['IncentivesUserSetupCompleted']);
    expect(
      forOne.recorded('nils', at, {
        type: 'SetDefaultBankProfile',
        pla: 'UK',
        bankProfileId: 'none',
        currency: 'EUR',
      }),
    ).toMatchObject({ _tag: 'UnknownProfile', fixableBy: ['ines', 'nils'] });
  });

  test('of one program may create bank profiles', () => {
    const create = {
      type: 'CreateBankProfile' as const,
      pga: 'Contoso',
      pla: 'UK',
      bankProfileId: 'B9',
      name: 'Main',
      country: 'GB',
      paymentMethod: 'BankTransfer',
      accountRef: 'vault-9',
    };
    expect(forOne.outcome('nils', at, create)).toEqual(['BankProfileCreated']);
    expect(contoso.outcome('nils', at, create)).toBe('NotIncentivesAdmin');
    expect(forOne.recorded('nils', at, { ...create, type: 'EditBankProfile' })).toMatchObject({
      _tag: 'UnknownProfile',
      fixableBy: ['ines', 'nils'],
    });
    expect(contoso.outcome('system:ines', at, create)).toBe('NotIncentivesAdmin');
  });

  test('a system of a person’s name is not that person (§2.1)', () => {
    expect(contoso.outcome('ines', at, setup)).toEqual(['IncentivesUserSetupCompleted']);
    expect(contoso.outcome('system:ines', at, setup)).toBe('NotIncentivesAdmin');
    const assign = {
      type: 'AssignRole' as const,
      pga: 'Contoso',
      userId: 'nils',
      role: 'IA',
      location: 'all',
      programs: 'all',
    };
    expect(contoso.outcome('gina', at, assign)).toEqual(['RoleAssigned']);
    expect(contoso.outcome('system:gina', at, assign)).toBe('NotAuthorized');
  });
});
