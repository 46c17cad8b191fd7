import { describe, expect, test } from '@jest/globals';
import type { LocationFacts } from '../../src/vocabulary/location-facts.js';
import { contoso } from '../contoso.js';
import type { History } from '../history.js';

const at = '2024-01-10';
const assign = (userId: string, programs: unknown = 'all', more: object = {}) => ({
  type: 'AssignRole' as const,
  pga: 'Contoso',
  userId,
  role: 'IA',
  location: 'UK',
  programs,
  ...more,
});
const revoke = (userId: string, more: object = {}) => ({
  type: 'RevokeRole' as const,
  pga: 'Contoso',
  userId,
  role: 'IA',
  location: 'UK',
  ...more,
});
const grantsOf = (given: History, userId: string) =>
  (given.state('partnerLocation-UK') as LocationFacts).grants
    .filter((grant) => grant.userId === userId)
    .map(({ role, programs }) => ({ role, programs }));

describe('AssignRole at a location (§3.1)', () => {
  test('scenario 1: given Anna is AA, when she assigns IA for UK×all, then RoleAssigned(UK, IA, all) by Anna', () => {
    expect(contoso.recorded('anna', at, assign('nils'))).toEqual({
      pga: 'Contoso',
      pla: 'UK',
      userId: 'nils',
      role: 'IA',
      programs: 'all',
      by: 'anna',
    });
  });

  test('scenario 2: given Max is only MPA, when he assigns IA, then NotAuthorized (R-11)', () => {
    expect(contoso.recorded('max', at, assign('nils'))).toEqual({
      _tag: 'NotAuthorized',
      rule: 'R-02',
      fixableBy: ['anna', 'gina'],
      pga: 'Contoso',
    });
  });

  test('scenario 3: given the target is the PGA’s own ID, when Gina assigns IA on it, then NotALocation (R-03)', () => {
    expect(contoso.recorded('gina', at, assign('nils', 'all', { location: 'Contoso' }))).toEqual({
      _tag: 'NotALocation',
      rule: 'R-03',
      fixableBy: [],
      partnerId: 'Contoso',
    });
    expect(contoso.outcome('gina', at, assign('nils', 'all', { location: 'Fabrikam' }))).toBe(
      'NotALocation',
    );
  });

  test('scenario 5: given a user not in any associated tenant, when Anna assigns IU, then UnknownUser (R-07)', () => {
    expect(contoso.recorded('anna', at, assign('eve', 'all', { role: 'IU' }))).toEqual({
      _tag: 'UnknownUser',
      rule: 'R-07',
      fixableBy: ['anna', 'gina', 'uma'],
      userId: 'eve',
    });
  });

  test('scenario 8: given a guest user, when Anna assigns IA, then GuestNotAllowed (R-08)', () => {
    expect(contoso.recorded('anna', at, assign('gus'))).toMatchObject({
      _tag: 'GuestNotAllowed',
      rule: 'R-08',
    });
  });

  test('given the switch guestIncentivesRoles, when a guest is assigned, then RoleAssigned (R-08)', () => {
    const before2020 = contoso.withPolicy({ guestIncentivesRoles: true });
    expect(before2020.outcome('anna', at, assign('gus'))).toEqual(['RoleAssigned']);
  });

  test('given a global admin, when she assigns herself, then she is incentives admin too (R-05)', () => {
    const setup = { type: 'CompleteIncentivesUserSetup' as const, pla: 'UK' };
    expect(contoso.outcome('gina', at, setup)).toBe('NotIncentivesAdmin');
    expect(contoso.after('gina', at, assign('gina')).outcome('gina', at, setup)).toEqual([
      'IncentivesUserSetupCompleted',
    ]);
  });

  test('given a location of another account, then ForeignLocation', () => {
    expect(contoso.recorded('anna', at, assign('nils', 'all', { location: 'US' }))).toMatchObject({
      _tag: 'ForeignLocation',
      pla: 'US',
      pga: 'Contoso',
    });
  });

  test('rejections come in the documented order', () => {
    const wrong = { location: 'Contoso', programs: ['XX'] };
    const closedFr = contoso.after('MS', at, { type: 'CloseLocation', pla: 'FR' });
    expect(contoso.outcome('max', at, assign('eve', [], { ...wrong, pga: 'Nowhere' }))).toBe(
      'UnknownAccount',
    );
    expect(contoso.outcome('max', at, assign('eve', [], wrong))).toBe('NotAuthorized');
    expect(contoso.outcome('anna', at, assign('eve', [], wrong))).toBe('UnknownUser');
    expect(contoso.outcome('anna', at, assign('gus', [], wrong))).toBe('GuestNotAllowed');
    expect(contoso.outcome('anna', at, assign('nils', [], wrong))).toBe('NotALocation');
    expect(contoso.outcome('anna', at, assign('nils', ['XX'], { location: 'YY' }))).toBe(
      'UnknownLocation',
    );
    expect(contoso.outcome('anna', at, assign('nils', ['XX'], { location: 'US' }))).toBe(
      'ForeignLocation',
    );
    expect(closedFr.outcome('anna', at, assign('nils', ['XX'], { location: 'FR' }))).toBe(
      'LocationClosed',
    );
    expect(contoso.recorded('anna', at, assign('nils', ['IR', 'XX']))).toMatchObject({
      _tag: 'UnknownProgram',
      programId: 'XX',
    });
  });

  test('given the same role and set of programs, then nothing (V-06); otherwise another grant (R-12)', () => {
    const given = contoso.after('anna', at, assign('nils', ['IR', 'DB']));
    expect(given.outcome('anna', at, assign('nils', ['DB', 'IR']))).toEqual([]);
    expect(given.outcome('gina', at, assign('nils', ['IR', 'DB']))).toEqual([]);
    expect(given.outcome('anna', at, assign('nils', ['DB']))).toEqual(['RoleAssigned']);
    expect(given.outcome('anna', at, assign('nils', 'all'))).toEqual(['RoleAssigned']);
    expect(given.outcome('anna', at, assign('nils', ['IR', 'DB'], { role: 'IU' }))).toEqual([
      'RoleAssigned',
    ]);
    expect(given.outcome('anna', at, assign('ivan', ['IR', 'DB']))).toEqual(['RoleAssigned']);
  });

  test('grants stay as given, unmerged (R-12)', () => {
    const given = contoso
      .after('anna', at, assign('nils', ['IR']))
      .after('anna', at, assign('nils', ['IR', 'DB']))
      .after('anna', at, assign('nils', 'all'));
    expect(grantsOf(given, 'nils')).toEqual([
      { role: 'IA', programs: ['IR'] },
      { role: 'IA', programs: ['IR', 'DB'] },
      { role: 'IA', programs: 'all' },
    ]);
  });
});

describe('RevokeRole at a location (§3.1)', () => {
  const given = contoso
    .after('anna', at, assign('nils', ['IR']))
    .after('anna', at, assign('nils', ['IR', 'DB']))
    .after('anna', at, assign('nils', 'all'))
    .after('anna', at, assign('nils', ['IR'], { role: 'IU' }));

  test('given no programs are listed, then every grant of that role goes, and of no other role', () => {
    expect(given.recorded('anna', at, revoke('nils'))).toEqual({
      pga: 'Contoso',
      pla: 'UK',
      userId: 'nils',
      role: 'IA',
      by: 'anna',
    });
    expect(grantsOf(given.after('anna', at, revoke('nils')), 'nils')).toEqual([
      { role: 'IU', programs: ['IR'] },
    ]);
  });

  test('given programs are listed, then they are taken from the grants that list them, not from one for all', () => {
    const revokeIr = revoke('nils', { programs: ['IR'] });
    expect(given.recorded('anna', at, revokeIr)).toMatchObject({ programs: ['IR'] });
    expect(grantsOf(given.after('anna', at, revokeIr), 'nils')).toEqual([
      { role: 'IA', programs: ['DB'] },
      { role: 'IA', programs: 'all' },
      { role: 'IU', programs: ['IR'] },
    ]);
  });

  test('given all programs are named, then every grant of that role goes', () => {
    const revokeAll = revoke('nils', { programs: 'all' });
    expect(grantsOf(given.after('anna', at, revokeAll), 'nils')).toEqual([
      { role: 'IU', programs: ['IR'] },
    ]);
  });

  test('given nothing would be taken, then UnknownGrant', () => {
    expect(contoso.recorded('anna', at, revoke('nils'))).toEqual({
      _tag: 'UnknownGrant',
      rule: '§3.1',
      fixableBy: [],
      userId: 'nils',
      role: 'IA',
    });
    expect(contoso.outcome('anna', at, revoke('ines', { programs: ['IR'] }))).toBe('UnknownGrant');
    expect(given.outcome('anna', at, revoke('nils', { programs: ['OPEN'] }))).toBe('UnknownGrant');
    expect(contoso.outcome('anna', at, revoke('ines', { role: 'IU' }))).toBe('UnknownGrant');
  });

  test('scenario 7: given Ines is the last IA of UK, when Anna revokes her role, then RoleRevoked (R-13)', () => {
    const revoked = contoso.after('anna', at, revoke('ines'));
    expect(contoso.outcome('anna', at, revoke('ines'))).toEqual(['RoleRevoked']);
    expect(revoked.outcome('ines', at, { type: 'RemoveDefaultBankProfile', pla: 'UK' })).toBe(
      'NotIncentivesAdmin',
    );
  });

  test('a location of another account is out of reach: ForeignLocation; none: UnknownLocation', () => {
    expect(contoso.outcome('anna', at, revoke('ines', { location: 'US' }))).toBe('ForeignLocation');
    expect(contoso.outcome('anna', at, revoke('ines', { location: 'XX' }))).toBe('UnknownLocation');
    expect(contoso.outcome('anna', at, revoke('ines', { location: 'Contoso' }))).toBe(
      'NotALocation',
    );
    expect(contoso.outcome('max', at, revoke('ines', { location: 'XX' }))).toBe('NotAuthorized');
  });
});
