import { describe, expect, test } from '@jest/globals';
import type { AccountFacts } from '../../src/vocabulary/account-facts.js';
import {
  holdersOf,
  holdsInScope,
  incentivesAdmins,
  incentivesRoleOf,
  roleAssigners,
} from '../../src/vocabulary/authority.js';
import { ProgramId } from '../../src/vocabulary/ids.js';
import type { LocationFacts } from '../../src/vocabulary/location-facts.js';
import { currentPolicy } from '../../src/vocabulary/policy.js';
import { contoso } from '../contoso.js';

const at = '2024-01-10';
const assign = (userId: string, role: 'IA' | 'IU', location: string, programs: unknown) => ({
  type: 'AssignRole' as const,
  pga: 'Contoso',
  userId,
  role,
  location,
  programs,
});
const program = (id: string): ProgramId => {
  if (!ProgramId.is(id)) throw new Error(`not a program: ${id}`);
  return id;
};

const given = contoso
  .after('anna', at, assign('nils', 'IA', 'UK', ['DB']))
  .after('anna', at, assign('nils', 'IU', 'UK', 'all'))
  .after('anna', at, assign('max', 'IA', 'all', ['IR']))
  .after('anna', at, assign('uma', 'IU', 'all', 'all'));
const account = given.state('partnerAccount-Contoso') as AccountFacts;
const uk = given.state('partnerLocation-UK') as LocationFacts;
const fr = given.state('partnerLocation-FR') as LocationFacts;
const [ir, db] = [program('IR'), program('DB')];

describe('the strongest incentives role in scope (R-04, R-12)', () => {
  test.each([
    ['ines', uk, ir, 'IA'],
    ['ines', fr, ir, undefined],
    ['ulf', uk, db, 'IU'],
    ['nils', uk, db, 'IA'],
    ['nils', uk, ir, 'IU'],
    ['nils', uk, 'any', 'IA'],
    ['nils', fr, 'any', undefined],
    ['max', uk, ir, 'IA'],
    ['max', fr, ir, 'IA'],
    ['max', fr, db, undefined],
    ['max', fr, 'any', 'IA'],
    ['uma', fr, db, 'IU'],
    ['gina', uk, 'any', undefined],
    ['anna', uk, 'any', undefined],
    ['mallory', uk, 'any', undefined],
  ] as const)('%s (%#)', (user, location, programId, role) => {
    expect(incentivesRoleOf(user, account, location, programId)).toBe(role);
  });

  test('without a location, only grants for all locations count: legacy rows (§3.1)', () => {
    expect(incentivesRoleOf('ines', account, undefined, ir)).toBeUndefined();
    expect(incentivesRoleOf('max', account, undefined, ir)).toBe('IA');
    expect(incentivesRoleOf('max', undefined, undefined, ir)).toBeUndefined();
  });
});

describe('who is in scope', () => {
  test('incentives admins, once each, by user id (I-01)', () => {
    expect(incentivesAdmins(account, uk, ir)).toEqual(['ines', 'max']);
    expect(incentivesAdmins(account, uk, db)).toEqual(['ines', 'nils']);
    expect(incentivesAdmins(account, uk, 'any')).toEqual(['ines', 'max', 'nils']);
    const twice = given.after('anna', at, assign('ines', 'IA', 'all', 'all'));
    expect(
      incentivesAdmins(
        twice.state('partnerAccount-Contoso') as AccountFacts,
        twice.state('partnerLocation-UK') as LocationFacts,
        db,
      ),
    ).toEqual(['ines', 'nils']);
    expect(incentivesAdmins(undefined, undefined, ir)).toEqual([]);
  });

  test('holders of account-wide roles, by user id', () => {
    expect(holdersOf(account, ['GA', 'AA', 'UMA'])).toEqual(['anna', 'gina', 'uma']);
    expect(holdersOf(account, [])).toEqual([]);
    expect(holdersOf(undefined, ['GA'])).toEqual([]);
  });

  test('any of some roles, account-wide or in scope (C-06)', () => {
    expect(holdsInScope('gina', ['IA', 'GA'], account, uk, ir)).toBe(true);
    expect(holdsInScope('gina', ['IA', 'AA'], account, uk, ir)).toBe(false);
    expect(holdsInScope('ines', ['IA', 'GA'], account, uk, ir)).toBe(true);
    expect(holdsInScope('ines', ['IA', 'GA'], account, fr, ir)).toBe(false);
    // The strongest role decides, so an incentives admin is not an incentives user besides.
    expect(holdsInScope('nils', ['IU'], account, uk, db)).toBe(false);
    expect(holdsInScope('nils', ['IU'], account, uk, ir)).toBe(true);
  });

  test('who may give roles is the switches’ business (R-02, C-03, C-04)', () => {
    expect(roleAssigners(currentPolicy)).toEqual(['GA', 'AA']);
    expect(roleAssigners({ ...currentPolicy, mpaAssigns: true })).toEqual(['GA', 'AA', 'MPA']);
    expect(roleAssigners({ ...currentPolicy, roleAssigners: ['AA'] })).toEqual(['AA']);
  });
});
