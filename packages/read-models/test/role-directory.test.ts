import { describe, expect, test } from '@jest/globals';
import { given } from './ask.js';
import { account, location } from './contoso.js';

const march = '2024-03-04';
const everything = [
  { userId: 'anna', role: 'AA', location: 'all', programs: 'all' },
  { userId: 'gina', role: 'GA', location: 'all', programs: 'all' },
  { userId: 'ines', role: 'IA', location: 'UK', programs: 'all' },
  { userId: 'ivan', role: 'IA', location: 'FR', programs: 'all' },
  { userId: 'max', role: 'MPA', location: 'all', programs: 'all' },
  { userId: 'ulf', role: 'IU', location: 'UK', programs: 'all' },
];

describe('the role directory', () => {
  test('shows those who assign roles who holds what where, by user', () => {
    expect(given().roles('gina', march)).toEqual(everything);
    expect(given().roles('anna', march)).toEqual(everything);
  });

  test('shows nobody else anything', () => {
    for (const viewer of ['ines', 'ulf', 'nils', 'stranger']) {
      expect(given().roles(viewer, march)).toEqual([]);
    }
    expect(given().roles({ kind: 'system', id: 'MS' }, march)).toEqual([]);
  });

  test('roleAssigners decides who that is (C-03)', () => {
    expect(given().roles('gina', march, { roleAssigners: ['AA'] })).toEqual([]);
  });

  test('an MPN partner admin views roles, whether or not they may assign them (R-11)', () => {
    expect(given().roles('max', march)).toEqual(everything);
    expect(given().roles('max', march, { mpaAssigns: true })).toEqual(everything);
  });

  test('of one user, by role, then location', () => {
    const uk = (role: string) =>
      location('UK', 'RoleAssigned', { userId: 'nils', role, programs: 'all', by: 'anna' });
    const fr = location('FR', 'RoleAssigned', {
      userId: 'nils',
      role: 'IU',
      programs: 'all',
      by: 'anna',
    });
    const held = given(uk('IU'), fr, uk('IA'))
      .roles('gina', march)
      .filter(({ userId }) => userId === 'nils')
      .map(({ role, location: place }) => `${role} ${place}`);
    expect(held).toEqual(['IA UK', 'IU FR', 'IU UK']);
  });

  test('grants stand as they were given, unmerged', () => {
    const world = given(
      account('RoleAssigned', {
        userId: 'ines',
        role: 'IU',
        programs: 'all',
        by: 'gina',
        allLocations: true,
      }),
      location('UK', 'RoleAssigned', {
        userId: 'ines',
        role: 'IA',
        programs: ['DB', 'IR'],
        by: 'anna',
      }),
    );
    expect(world.roles('gina', march).filter(({ userId }) => userId === 'ines')).toEqual([
      { userId: 'ines', role: 'IA', location: 'UK', programs: ['DB', 'IR'] },
      { userId: 'ines', role: 'IA', location: 'UK', programs: 'all' },
      { userId: 'ines', role: 'IU', location: 'all', programs: 'all' },
    ]);
  });
});
