import { describe, expect, test } from '@jest/globals';
import type { Policy } from '@partner-incentives/domain';
import type { Viewer } from '../src/view.js';
import { views } from '../src/views.js';
import { asked, given, microsoft } from './ask.js';
import { account, location } from './contoso.js';
import type { Happened } from './history.js';

const march = '2024-03-04';
const panel = (
  viewer: Viewer,
  policy: Partial<Policy> = {},
  ...happened: ReadonlyArray<Happened>
) => views.noAccess(given(...happened).rows, asked(viewer, march, policy));

describe('the "no access" panel (§2.3, P-FAQ)', () => {
  const anna = { pga: 'Contoso', userId: 'anna', roles: ['AA'] };
  const gina = { pga: 'Contoso', userId: 'gina', roles: ['GA'] };

  test('names the account admins and global admins to a member without an incentives role', () => {
    expect(panel('nils')).toEqual([anna, gina]);
    expect(panel('gina')).toEqual([anna, gina]);
  });

  test('is not for incentives admins and users, of any location and program', () => {
    for (const viewer of ['ines', 'ivan', 'ulf']) expect(panel(viewer)).toEqual([]);
    const grant = { userId: 'nils', role: 'IU', programs: ['DB'], by: 'anna' };
    expect(panel('nils', {}, location('FR', 'RoleAssigned', grant))).toEqual([]);
    const everywhere = { ...grant, allLocations: true };
    expect(panel('nils', {}, account('RoleAssigned', everywhere))).toEqual([]);
  });

  test('is not for those whom the switch overviewViewers lets see rows (C-06)', () => {
    expect(panel('gina', { overviewViewers: ['IA', 'IU', 'GA'] })).toEqual([]);
  });

  test('names who holds both roles once', () => {
    const both = account('AccountRoleAssigned', { userId: 'gina', role: 'AA', by: 'gina' });
    expect(panel('nils', {}, both)).toEqual([anna, { ...gina, roles: ['AA', 'GA'] }]);
  });

  test('tells people of no account, and systems, nothing', () => {
    expect(panel('stranger')).toEqual([]);
    expect(panel(microsoft)).toEqual([]);
  });
});
