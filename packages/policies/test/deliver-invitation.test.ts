import { describe, expect, test } from '@jest/globals';
import { askedAfter } from './asked.js';
import { contoso, invited, ofEnrollment, registered, started } from './contoso.js';
import type { Happened } from './history.js';

const name = 'when-an-incentives-admin-is-assigned-then-deliver-waiting-invitations';
const deliver = (programId: string, pla: string) => ({
  type: 'DeliverInvitation',
  programId,
  pla,
});

const assigned = (scope: object, role = 'IA'): Happened => ({
  at: '2023-08-01',
  type: 'RoleAssigned',
  data: { pga: 'Contoso', userId: 'ivan', role, programs: 'all', by: 'gina', ...scope },
});

const waiting: ReadonlyArray<Happened> = [
  ...contoso,
  registered('ES', '2023-07-01', 'Fabrikam'),
  invited('IR', 'UK', '2023-07-02', []),
  invited('DB', 'UK', '2023-07-02', []),
  invited('IR', 'FR', '2023-07-02', []),
  invited('IR', 'ES', '2023-07-02', []),
];

describe('I-03: the first incentives admin in scope gets the waiting invitations', () => {
  test('of one location, every program', () => {
    expect(askedAfter(...waiting, assigned({ pla: 'UK' }))).toEqual([
      [name, deliver('IR', 'UK'), deliver('DB', 'UK')],
    ]);
  });

  test('of one location, only the programs in scope', () => {
    expect(askedAfter(...waiting, assigned({ pla: 'UK', programs: ['DB'] }))).toEqual([
      [name, deliver('DB', 'UK')],
    ]);
  });

  test('of all locations of the account, and of no other account', () => {
    expect(askedAfter(...waiting, assigned({ allLocations: true, programs: ['IR'] }))).toEqual([
      [name, deliver('IR', 'UK'), deliver('IR', 'FR')],
    ]);
  });

  test('an incentives user gets none', () => {
    expect(askedAfter(...waiting, assigned({ pla: 'UK' }, 'IU'))).toEqual([]);
  });

  test('an invitation that named or later reached an incentives admin is not delivered again', () => {
    expect(
      askedAfter(
        ...contoso,
        invited('IR', 'UK', '2023-07-02', ['ines']),
        invited('DB', 'UK', '2023-07-02', []),
        ofEnrollment('DB', 'UK', '2023-07-03', 'InvitationDelivered', {
          invitationId: 'invitation-DB-UK',
          recipients: ['ines'],
        }),
        assigned({ pla: 'UK' }),
      ),
    ).toEqual([]);
  });

  test('an enrollment that has started waits for nothing', () => {
    expect(
      askedAfter(...waiting, started('IR', 'FR', '2023-07-04'), assigned({ pla: 'FR' })),
    ).toEqual([]);
  });
});
