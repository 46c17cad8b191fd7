import { describe, expect, test } from '@jest/globals';
import { contoso } from '../contoso.js';

const at = '2024-01-10';
const assign = {
  type: 'AssignRole' as const,
  pga: 'Contoso',
  userId: 'nils',
  role: 'IA',
  location: 'all',
  programs: 'all',
};
const { programs: _all, ...everyProgram } = assign;
const revoke = { ...everyProgram, type: 'RevokeRole' as const };
const assigned = contoso.after('anna', at, assign);

describe('grants for all locations (§3.1, R-03)', () => {
  test('one RoleAssigned on the account, valid at locations registered later', () => {
    expect(contoso.recorded('anna', at, assign)).toEqual({
      pga: 'Contoso',
      allLocations: true,
      userId: 'nils',
      role: 'IA',
      programs: 'all',
      by: 'anna',
    });
    const later = assigned.after('gina', at, {
      type: 'RegisterLocation',
      pga: 'Contoso',
      pla: 'DE',
      name: 'Berlin',
      country: 'DE',
    });
    expect(later.outcome('nils', at, { type: 'CompleteIncentivesUserSetup', pla: 'DE' })).toEqual([
      'IncentivesUserSetupCompleted',
    ]);
  });

  test('given the same grant, then nothing; with other programs or role it is another grant (V-06, R-12)', () => {
    expect(assigned.outcome('anna', at, assign)).toEqual([]);
    expect(assigned.outcome('anna', at, { ...assign, programs: ['IR'] })).toEqual(['RoleAssigned']);
    expect(assigned.outcome('anna', at, { ...assign, role: 'IU' })).toEqual(['RoleAssigned']);
  });

  test('taken back on the account; a grant for one location stays', () => {
    const both = assigned.after('anna', at, { ...assign, userId: 'ines' });
    expect(both.recorded('anna', at, { ...revoke, userId: 'ines' })).toEqual({
      pga: 'Contoso',
      allLocations: true,
      userId: 'ines',
      role: 'IA',
      by: 'anna',
    });
    const less = both.after('anna', at, { ...revoke, userId: 'ines' });
    expect(less.outcome('ines', at, { type: 'CompleteIncentivesUserSetup', pla: 'UK' })).toEqual([
      'IncentivesUserSetupCompleted',
    ]);
    expect(less.outcome('ines', at, { type: 'CompleteIncentivesUserSetup', pla: 'FR' })).toBe(
      'NotIncentivesAdmin',
    );
  });

  test('rejections come in order: UnknownAccount, NotAuthorized, UnknownUser, UnknownProgram', () => {
    const wrong = { ...assign, userId: 'eve', programs: ['XX'] };
    expect(contoso.outcome('max', at, { ...wrong, pga: 'Nowhere' })).toBe('UnknownAccount');
    expect(contoso.outcome('max', at, wrong)).toBe('NotAuthorized');
    expect(contoso.outcome('anna', at, wrong)).toBe('UnknownUser');
    expect(contoso.outcome('anna', at, { ...wrong, userId: 'nils' })).toBe('UnknownProgram');
  });

  test('given a guest, then GuestNotAllowed, unless the switch lets them (R-08, guestIncentivesRoles)', () => {
    const guest = { ...assign, userId: 'gus' };
    expect(contoso.outcome('anna', at, guest)).toBe('GuestNotAllowed');
    expect(contoso.withPolicy({ guestIncentivesRoles: true }).outcome('anna', at, guest)).toEqual([
      'RoleAssigned',
    ]);
  });

  test('given nothing to take back, then UnknownGrant, after authority', () => {
    expect(contoso.outcome('anna', at, revoke)).toBe('UnknownGrant');
    expect(contoso.outcome('max', at, revoke)).toBe('NotAuthorized');
    expect(contoso.outcome('anna', at, { ...revoke, pga: 'Nowhere' })).toBe('UnknownAccount');
    expect(assigned.outcome('anna', at, { ...revoke, role: 'IU' })).toBe('UnknownGrant');
  });
});
