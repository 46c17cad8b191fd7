import { describe, expect, test } from '@jest/globals';
import { contoso } from '../contoso.js';

const at = '2024-01-10';
const pga = 'Contoso';
const stream = 'partnerAccount-Contoso';
const nils = { pga, userId: 'nils' };
const create = (bankProfileId: string) => ({
  type: 'CreateBankProfile' as const,
  pga,
  pla: 'UK',
  bankProfileId,
  name: `Bank ${bankProfileId}`,
  country: 'GB',
  paymentMethod: 'BankTransfer',
  accountRef: 'vault-1',
});
const assign = (location: string, programs: unknown) => ({
  ...nils,
  type: 'AssignRole' as const,
  role: 'IA',
  location,
  programs,
});
const revoke = (location: string, more: object = {}) => ({
  ...nils,
  type: 'RevokeRole' as const,
  role: 'IA',
  location,
  ...more,
});

describe('of several, a change concerns the one it names (§3.1)', () => {
  test('of two roles of a user one is taken', () => {
    const two = contoso
      .after('gina', at, { ...nils, type: 'AssignAccountRole', role: 'AA' })
      .after('gina', at, { ...nils, type: 'AssignAccountRole', role: 'UMA' })
      .after('gina', at, { ...nils, type: 'RevokeAccountRole', role: 'AA' });
    const { roles } = two.state(stream) as { roles: ReadonlyArray<{ userId: string }> };
    expect(roles.filter(({ userId }) => userId === 'nils')).toEqual([
      { userId: 'nils', role: 'UMA' },
    ]);
  });

  test('of two bank profiles one is approved', () => {
    const two = contoso
      .after('ines', at, create('B7'))
      .after('ines', at, create('B8'))
      .after('MS', at, { type: 'RecordBankVerdict', pga, bankProfileId: 'B8', verdict: 'valid' });
    const { bankProfiles } = two.state(stream) as { bankProfiles: ReadonlyArray<object> };
    expect(bankProfiles.slice(-2)).toMatchObject([
      { bankProfileId: 'B7', status: 'PendingValidation' },
      { bankProfileId: 'B8', status: 'Approved' },
    ]);
  });

  test('a bank profile without currencies is edited into the same (V-06)', () => {
    const one = contoso.after('ines', at, create('B7'));
    expect(one.outcome('ines', at, { ...create('B7'), type: 'EditBankProfile' })).toEqual([]);
  });

  test('a grant for listed programs is taken by them (R-12)', () => {
    const everywhere = contoso.after('anna', at, assign('all', ['IR', 'DB']));
    expect(everywhere.recorded('anna', at, revoke('all', { programs: ['IR'] }))).toEqual({
      ...nils,
      allLocations: true,
      role: 'IA',
      by: 'anna',
      programs: ['IR'],
    });
    const none = everywhere.after('anna', at, revoke('all', { programs: ['DB', 'IR'] }));
    expect(none.state(stream)).toMatchObject({ grants: [] });
  });
});

describe('what is asked of other streams is what is needed (§3.1)', () => {
  test.each([
    ['gina', revoke('UK'), ['partnerAccount-Contoso']],
    ['gina', revoke('Nowhere'), ['partnerAccount-Contoso', 'partnerAccount-Nowhere']],
    ['gina', revoke('Contoso'), ['partnerAccount-Contoso']],
    ['ines', create('B7'), ['partnerLocation-UK']],
    [
      'ines',
      { ...create('B7'), pla: 'Nowhere' },
      ['partnerLocation-Nowhere', 'partnerAccount-Nowhere'],
    ],
  ])('by %s: %j reads %j', (actor, command, streams) => {
    expect(contoso.reads(actor, at, command)).toEqual(streams);
  });

  test('an account that is registered already is no location', () => {
    const register = (id: string) =>
      contoso.reads('MS', at, {
        type: 'RegisterAccount',
        pga: id,
        name: id,
        country: 'GB',
        tenantId: 'contoso.com',
        globalAdmin: { userId: 'gina', name: 'Gina', email: 'gina@contoso.com' },
      });
    expect(register('Contoso')).toEqual(['tenant-contoso.com']);
    expect(register('Northwind')).toEqual(['tenant-contoso.com', 'partnerLocation-Northwind']);
  });
});

test('an account that nobody registered has no roles to give (§3.2)', () => {
  const give = { ...nils, pga: 'Nowhere', type: 'AssignAccountRole' as const, role: 'AA' };
  expect(contoso.outcome('gina', at, give)).toBe('UnknownAccount');
  expect(contoso.outcome('MS', at, give)).toBe('UnknownAccount');
});
