import { describe, expect, test } from '@jest/globals';
import { contoso } from '../contoso.js';
import { history } from '../history.js';

const at = '2024-01-10';
const associate = (tenantId: string, pga: string) => ({
  type: 'AssociateTenant' as const,
  tenantId,
  pga,
});

describe('AssociateTenant (§3.1)', () => {
  test('given no account yet, when Microsoft ties its first tenant, then TenantAssociated', () => {
    expect(history().recorded('MS', at, associate('contoso.com', 'Contoso'))).toEqual({
      tenantId: 'contoso.com',
      pga: 'Contoso',
      by: 'system:MS',
    });
  });

  test('given a registered account, when its global admin ties a second tenant, then TenantAssociated', () => {
    expect(contoso.recorded('gina', at, associate('contoso.fr', 'Contoso'))).toEqual({
      tenantId: 'contoso.fr',
      pga: 'Contoso',
      by: 'gina',
    });
  });

  test('given the tenant is tied to the same account, when it is tied again, then nothing (V-06)', () => {
    const again = associate('contoso.com', 'Contoso');
    expect(contoso.outcome('gina', at, again)).toEqual([]);
    expect(contoso.outcome('MS', at, again)).toEqual([]);
  });

  test('given the tenant is tied to another account, then TenantTakenByOtherAccount', () => {
    expect(contoso.recorded('gina', at, associate('fabrikam.com', 'Contoso'))).toEqual({
      _tag: 'TenantTakenByOtherAccount',
      rule: '§3.1',
      fixableBy: [],
      tenantId: 'fabrikam.com',
    });
    expect(contoso.outcome('MS', at, associate('fabrikam.com', 'Northwind'))).toBe(
      'TenantTakenByOtherAccount',
    );
  });

  test('given a registered account, when Microsoft ties a further tenant, then NotAuthorized: the first was theirs', () => {
    expect(contoso.recorded('MS', at, associate('contoso.fr', 'Contoso'))).toMatchObject({
      _tag: 'NotAuthorized',
      fixableBy: ['gina'],
    });
  });

  test('given an admin of another account, when they tie a tenant, then NotAuthorized before anything else', () => {
    expect(contoso.outcome('fred', at, associate('contoso.fr', 'Contoso'))).toBe('NotAuthorized');
    expect(contoso.outcome('anna', at, associate('fabrikam.com', 'Contoso'))).toBe('NotAuthorized');
  });

  test('given no such account, when a person ties a tenant to it, then UnknownAccount', () => {
    expect(contoso.outcome('gina', at, associate('contoso.fr', 'Northwind'))).toBe(
      'UnknownAccount',
    );
  });
});
