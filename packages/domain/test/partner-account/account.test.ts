import { describe, expect, test } from '@jest/globals';
import { contoso } from '../contoso.js';
import { history } from '../history.js';

const at = '2024-01-10';

const registerNorthwind = {
  type: 'RegisterAccount' as const,
  pga: 'Northwind',
  name: 'Northwind Traders',
  country: 'US',
  tenantId: 'northwind.com',
  globalAdmin: { userId: 'nora', name: 'Nora', email: 'nora@northwind.com', language: 'en' },
};
const northwindTenant = history().after('MS', at, {
  type: 'AssociateTenant',
  tenantId: 'northwind.com',
  pga: 'Northwind',
});

describe('RegisterAccount (§3.1)', () => {
  test('given its tenant is associated, then AccountRegistered, which names people by user id only (§3.7)', () => {
    expect(northwindTenant.recorded('MS', at, registerNorthwind)).toEqual({
      pga: 'Northwind',
      name: 'Northwind Traders',
      country: 'US',
      firstTenantId: 'northwind.com',
      firstGlobalAdmin: 'nora',
    });
  });

  test('the first global admin is a member of the first tenant', () => {
    expect(
      northwindTenant.after('MS', at, registerNorthwind).state('partnerAccount-Northwind'),
    ).toEqual({
      pga: 'Northwind',
      name: 'Northwind Traders',
      country: 'US',
      members: [{ userId: 'nora', tenantId: 'northwind.com', guest: false }],
      roles: [{ userId: 'nora', role: 'GA' }],
      grants: [],
      bankProfiles: [],
    });
  });

  test('given a tenant that is nobody’s, or another account’s, then UnknownTenant', () => {
    expect(history().recorded('MS', at, registerNorthwind)).toEqual({
      _tag: 'UnknownTenant',
      rule: 'R-07',
      fixableBy: [],
      tenantId: 'northwind.com',
    });
    expect(contoso.outcome('MS', at, { ...registerNorthwind, tenantId: 'contoso.com' })).toBe(
      'UnknownTenant',
    );
  });

  test('given the account, then AccountExists, even for the same again and before its tenant is looked at', () => {
    const once = northwindTenant.after('MS', at, registerNorthwind);
    expect(once.outcome('MS', at, registerNorthwind)).toBe('AccountExists');
    expect(once.outcome('MS', at, { ...registerNorthwind, tenantId: 'nowhere.com' })).toBe(
      'AccountExists',
    );
  });

  test('given a location of that id, then AccountExists: accounts and locations share their ids', () => {
    expect(contoso.outcome('MS', at, { ...registerNorthwind, pga: 'UK' })).toBe('AccountExists');
  });
});

describe('AddUser (§3.1)', () => {
  const eve = {
    type: 'AddUser' as const,
    pga: 'Contoso',
    userId: 'eve',
    tenantId: 'contoso.com',
    guest: false,
    name: 'Eve',
    email: 'eve@contoso.com',
    language: 'en',
  };

  test('given an associated tenant, then UserAdded without name or e-mail (§3.7)', () => {
    expect(contoso.recorded('uma', at, eve)).toEqual({
      pga: 'Contoso',
      userId: 'eve',
      tenantId: 'contoso.com',
      guest: false,
      by: 'uma',
    });
  });

  test('given the user is a member, or the Directory has the e-mail, then DuplicateUser', () => {
    const added = contoso.after('uma', at, eve);
    expect(added.recorded('uma', at, eve)).toEqual({
      _tag: 'DuplicateUser',
      rule: '§3.1',
      fixableBy: [],
      userId: 'eve',
    });
    expect(contoso.outcome('uma', at, eve, { emailTaken: true })).toBe('DuplicateUser');
  });

  test('given a tenant of nobody or of another account, then UnknownTenant, which a global admin can fix', () => {
    expect(contoso.recorded('uma', at, { ...eve, tenantId: 'contoso.fr' })).toMatchObject({
      _tag: 'UnknownTenant',
      fixableBy: ['gina'],
    });
    expect(contoso.outcome('uma', at, { ...eve, tenantId: 'fabrikam.com' })).toBe('UnknownTenant');
  });

  test('rejections come in order: UnknownAccount, NotAuthorized, DuplicateUser, UnknownTenant', () => {
    const wrong = { ...eve, userId: 'ines', tenantId: 'nowhere.com' };
    expect(contoso.outcome('uma', at, { ...wrong, pga: 'Nowhere' })).toBe('UnknownAccount');
    expect(contoso.recorded('max', at, wrong)).toMatchObject({
      _tag: 'NotAuthorized',
      fixableBy: ['anna', 'gina', 'uma'],
    });
    expect(contoso.outcome('uma', at, wrong)).toBe('DuplicateUser');
    expect(contoso.outcome('uma', at, { ...wrong, userId: 'eve' })).toBe('UnknownTenant');
  });
});

describe('account-wide roles (§3.1)', () => {
  const role = (type: 'AssignAccountRole' | 'RevokeAccountRole', userId: string, kind: string) => ({
    type,
    pga: 'Contoso',
    userId,
    role: kind,
  });

  test.each(['GA', 'AA', 'MPA', 'UMA', 'AG'])(
    'given a member, %s is assigned and revoked',
    (kind) => {
      const assigned = contoso.after('gina', at, role('AssignAccountRole', 'nils', kind));
      expect(assigned.state('partnerAccount-Contoso')).toMatchObject({
        roles: expect.arrayContaining([{ userId: 'nils', role: kind }]),
      });
      expect(assigned.recorded('gina', at, role('RevokeAccountRole', 'nils', kind))).toEqual({
        pga: 'Contoso',
        userId: 'nils',
        role: kind,
        by: 'gina',
      });
      expect(
        assigned
          .after('gina', at, role('RevokeAccountRole', 'nils', kind))
          .state('partnerAccount-Contoso'),
      ).toEqual(contoso.state('partnerAccount-Contoso'));
    },
  );

  test('given the role is held, when it is assigned again, then nothing (V-06)', () => {
    expect(contoso.outcome('gina', at, role('AssignAccountRole', 'anna', 'AA'))).toEqual([]);
  });

  test('given the user is not a member, then UnknownUser, which those who add users can fix (R-07)', () => {
    expect(contoso.recorded('gina', at, role('AssignAccountRole', 'eve', 'AA'))).toMatchObject({
      _tag: 'UnknownUser',
      fixableBy: ['anna', 'gina', 'uma'],
    });
    expect(contoso.outcome('gina', at, role('RevokeAccountRole', 'eve', 'AA'))).toBe('UnknownUser');
  });

  test('given the role is not held, when it is revoked, then UnknownGrant', () => {
    expect(contoso.outcome('gina', at, role('RevokeAccountRole', 'nils', 'AA'))).toBe(
      'UnknownGrant',
    );
    expect(contoso.outcome('gina', at, role('RevokeAccountRole', 'anna', 'GA'))).toBe(
      'UnknownGrant',
    );
  });

  test('given one global admin, when the role is revoked, then LastGlobalAdmin; given two, it goes', () => {
    const revoke = role('RevokeAccountRole', 'gina', 'GA');
    expect(contoso.recorded('gina', at, revoke)).toMatchObject({
      _tag: 'LastGlobalAdmin',
      fixableBy: ['gina'],
    });
    expect(contoso.outcome('MS', at, revoke)).toBe('LastGlobalAdmin');
    const two = contoso.after('gina', at, role('AssignAccountRole', 'anna', 'GA'));
    expect(two.outcome('gina', at, revoke)).toEqual(['AccountRoleRevoked']);
  });

  test('being global admin implies no incentives role (R-05)', () => {
    const complete = { type: 'CompleteIncentivesUserSetup' as const, pla: 'UK' };
    expect(contoso.outcome('gina', at, complete)).toBe('NotIncentivesAdmin');
  });
});

test('as of an instant before it was registered, an account is not there, whatever else is recorded (§6, basis)', () => {
  expect(contoso.state('partnerAccount-Contoso', '2023-06-30')).toBeUndefined();
  expect(contoso.state('partnerAccount-Contoso', '2023-07-01')).toBeDefined();
});
