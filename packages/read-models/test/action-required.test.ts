import { describe, expect, test } from '@jest/globals';
import { given } from './ask.js';
import { account, complete, enrollment, inProgress, location } from './contoso.js';

const march = '2024-03-04T12:00';
const revoked = (pla: string, userId: string) =>
  location(pla, 'RoleRevoked', { userId, role: 'IA', by: 'anna' }, '2024-03-03');

describe('what a viewer is asked to do', () => {
  test('overview rows with an action, and only those', () => {
    expect(given(...inProgress).actions('ines', march)).toEqual([
      { kind: 'enrollment', programId: 'IR', pla: 'UK', actions: ['AddTaxProfile'] },
      { kind: 'enrollment', programId: 'OPEN', pla: 'UK', actions: ['Enroll'] },
    ]);
    expect(given(...inProgress).actions('ulf', march)).toEqual([]);
  });

  test('scenario 7: when the last incentives admin of UK is gone, Gina and Anna are asked to assign one', () => {
    const world = given(...complete, revoked('UK', 'ines'));
    const task = { kind: 'assignIncentivesAdmin', pla: 'UK', actions: [] };
    expect(world.actions('gina', march)).toEqual([task]);
    expect(world.actions('anna', march)).toEqual([task]);
    expect(world.actions('max', march)).toEqual([]);
    expect(world.actions('ines', march)).toEqual([]);
  });

  test('mpaAssigns gives the task to the MPN partner admin too (C-04)', () => {
    const world = given(revoked('UK', 'ines'));
    expect(world.actions('max', march, { mpaAssigns: true })).toEqual([
      { kind: 'assignIncentivesAdmin', pla: 'UK', actions: [] },
    ]);
  });

  test('an incentives admin of all locations is one of every location (§3.1)', () => {
    const world = given(
      revoked('UK', 'ines'),
      account('RoleAssigned', {
        userId: 'ines',
        role: 'IA',
        programs: 'all',
        by: 'gina',
        allLocations: true,
      }),
    );
    expect(world.actions('gina', march)).toEqual([]);
  });

  test('a live enrollment that no incentives admin of its location has in scope is a task of its own', () => {
    const onlyDb = [
      revoked('UK', 'ines'),
      location('UK', 'RoleAssigned', {
        userId: 'ines',
        role: 'IA',
        programs: ['DB'],
        by: 'anna',
      }),
    ];
    expect(given(...inProgress, ...onlyDb).actions('gina', march)).toEqual([
      { kind: 'assignIncentivesAdmin', programId: 'IR', pla: 'UK', actions: [] },
    ]);
    const ended = enrollment(
      'IR',
      'UK',
      'EnrollmentEnded',
      { endReason: 'OptedOut', at: '2024-03-03T00:00:00.000Z' },
      '2024-03-03',
    );
    expect(given(...inProgress, ...onlyDb, ended).actions('gina', march)).toEqual([]);
  });

  test('a closed location needs nobody', () => {
    const world = given(revoked('UK', 'ines'), location('UK', 'LocationClosed', {}, '2024-03-03'));
    expect(world.actions('gina', march)).toEqual([]);
  });

  test('tasks for a whole location come before rows about programs', () => {
    const world = given(
      revoked('FR', 'ivan'),
      location('UK', 'RoleAssigned', { userId: 'gina', role: 'IA', programs: 'all', by: 'gina' }),
    );
    expect(world.actions('gina', march)).toEqual([
      { kind: 'assignIncentivesAdmin', pla: 'FR', actions: [] },
      { kind: 'enrollment', programId: 'OPEN', pla: 'UK', actions: ['Enroll'] },
    ]);
  });
});
