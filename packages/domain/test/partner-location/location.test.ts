import { describe, expect, test } from '@jest/globals';
import { contoso } from '../contoso.js';
import type { Json } from '../history.js';

const at = '2024-01-10';
const register = {
  type: 'RegisterLocation' as const,
  pga: 'Contoso',
  pla: 'DE',
  name: 'Berlin',
  country: 'DE',
};
const close = { type: 'CloseLocation' as const, pla: 'UK' };
const closed = contoso.after('MS', at, close);

describe('RegisterLocation (§3.1)', () => {
  test('given the account, then LocationRegistered, with nothing known about it yet', () => {
    const registered = contoso.after('anna', at, register);
    expect(contoso.recorded('anna', at, register)).toEqual({
      pga: 'Contoso',
      pla: 'DE',
      name: 'Berlin',
      country: 'DE',
      by: 'anna',
    });
    expect(registered.state('partnerLocation-DE')).toEqual({
      pga: 'Contoso',
      pla: 'DE',
      name: 'Berlin',
      country: 'DE',
      closed: false,
      pmcMigrated: false,
      userSetupCompleted: false,
      grants: [],
      agreements: [],
      designations: [],
      criterionFacts: [],
      taxProfiles: [],
    });
  });

  test('given the location, of this account or another, then LocationExists', () => {
    expect(contoso.outcome('anna', at, { ...register, pla: 'UK' })).toBe('LocationExists');
    expect(contoso.outcome('anna', at, { ...register, pla: 'US' })).toBe('LocationExists');
    expect(closed.outcome('anna', at, { ...register, pla: 'UK' })).toBe('LocationExists');
  });

  test('given an account of that id, then NotALocation: its legacy enrollments have their streams by it (E-13)', () => {
    expect(contoso.outcome('anna', at, { ...register, pla: 'Contoso' })).toBe('NotALocation');
    expect(contoso.outcome('anna', at, { ...register, pla: 'Fabrikam' })).toBe('NotALocation');
  });

  test('rejections come in order: UnknownAccount, NotAuthorized, LocationExists', () => {
    const wrong = { ...register, pla: 'UK' };
    expect(contoso.outcome('max', at, { ...wrong, pga: 'Nowhere' })).toBe('UnknownAccount');
    expect(contoso.recorded('max', at, wrong)).toMatchObject({
      _tag: 'NotAuthorized',
      fixableBy: ['anna', 'gina'],
    });
  });
});

describe('CloseLocation (§3.1): irreversible', () => {
  test('given an open location, then LocationClosed; once more is nothing (V-06)', () => {
    expect(contoso.recorded('MS', at, close)).toEqual({ pga: 'Contoso', pla: 'UK' });
    expect(closed.outcome('MS', at, close)).toEqual([]);
  });

  const tax = { taxProfileId: 'tax1', country: 'GB', forms: [] };
  const grant = { pga: 'Contoso', userId: 'nils', role: 'IA', location: 'UK', programs: 'all' };
  test.each<readonly [string, Json]>([
    ['MS', { type: 'CompletePmcMigration', pla: 'UK' }],
    ['MS', { type: 'RecordFirstTransaction', pla: 'UK' }],
    ['MS', { type: 'ActivateAgreement', pla: 'UK', kind: 'MpnAgreement' }],
    ['MS', { type: 'LapseAgreement', pla: 'UK', kind: 'MpnAgreement' }],
    ['MS', { type: 'RecordDesignation', pla: 'UK', designation: 'Gold' }],
    ['MS', { type: 'EndDesignation', pla: 'UK', designation: 'Gold' }],
    ['MS', { type: 'RecordCriterionFact', pla: 'UK', fact: { kind: 'Membership' } }],
    ['MS', { type: 'EndCriterionFact', pla: 'UK', fact: { kind: 'Membership' } }],
    ['MS', { type: 'RecordTaxVerdict', pla: 'UK', taxProfileId: 'tax1', verdict: 'valid' }],
    ['MS', { type: 'ExpireTaxProfile', pla: 'UK', taxProfileId: 'tax1' }],
    ['ines', { type: 'CompleteIncentivesUserSetup', pla: 'UK' }],
    ['ines', { type: 'CreateTaxProfile', pla: 'UK', ...tax }],
    ['ines', { type: 'UpdateTaxProfile', pla: 'UK', ...tax }],
    ['ines', { type: 'SetDefaultBankProfile', pla: 'UK', bankProfileId: 'b', currency: 'GBP' }],
    ['ines', { type: 'RemoveDefaultBankProfile', pla: 'UK' }],
    ['anna', { type: 'AssignRole', ...grant }],
  ])('given it is closed, when %s sends %j, then LocationClosed', (actor, command) => {
    expect(closed.recorded(actor, at, command)).toEqual({
      _tag: 'LocationClosed',
      rule: '§3.1',
      fixableBy: [],
      pla: 'UK',
    });
  });

  test('given it is closed, when a role there is revoked, then RoleRevoked', () => {
    const { programs: _, ...revoke } = { ...grant, userId: 'ulf', role: 'IU' };
    expect(closed.outcome('anna', at, { ...revoke, type: 'RevokeRole' })).toEqual(['RoleRevoked']);
  });

  test('given it is closed, who may is still asked first', () => {
    expect(closed.outcome('ines', at, { type: 'CompletePmcMigration', pla: 'UK' })).toBe(
      'NotAuthorized',
    );
    expect(closed.outcome('ulf', at, { type: 'RemoveDefaultBankProfile', pla: 'UK' })).toBe(
      'NotIncentivesAdmin',
    );
  });
});

describe('ids that name no location (§3.2)', () => {
  test('given Microsoft asks, then UnknownLocation; given a person asks, then NotAuthorized first', () => {
    expect(contoso.outcome('MS', at, { ...close, pla: 'XX' })).toBe('UnknownLocation');
    expect(contoso.outcome('ines', at, { ...close, pla: 'XX' })).toBe('NotAuthorized');
  });

  test('given an incentives admin’s command, then UnknownLocation: authority hangs on it', () => {
    const setup = { type: 'CompleteIncentivesUserSetup' as const, pla: 'XX' };
    expect(contoso.outcome('ulf', at, setup)).toBe('UnknownLocation');
    expect(contoso.outcome('ines', at, { ...setup, pla: 'Contoso' })).toBe('UnknownLocation');
  });
});

describe('CompleteIncentivesUserSetup (N-03)', () => {
  test('once is an event, again is nothing', () => {
    const setup = { type: 'CompleteIncentivesUserSetup' as const, pla: 'UK' };
    expect(contoso.recorded('ines', at, setup)).toEqual({
      pga: 'Contoso',
      pla: 'UK',
      by: 'ines',
    });
    expect(contoso.after('ines', at, setup).outcome('ines', at, setup)).toEqual([]);
  });
});

describe('what a decision reads (V-05)', () => {
  test('Microsoft’s facts are decided on the location alone, a person’s command on the account too', () => {
    expect(contoso.reads('MS', at, { type: 'CompletePmcMigration', pla: 'UK' })).toEqual([]);
    expect(contoso.reads('ines', at, { type: 'RemoveDefaultBankProfile', pla: 'UK' })).toEqual([
      'partnerAccount-Contoso',
    ]);
  });
});
