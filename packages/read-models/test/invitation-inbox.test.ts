import { describe, expect, test } from '@jest/globals';
import { given } from './ask.js';
import { enrollment, inProgress, invited, location } from './contoso.js';

const now = '2024-02-03';
const banner = { programId: 'IR', pla: 'UK', fy: 2024, invitationId: 'inv-1' };
const selected = (userId: string) =>
  enrollment(
    'IR',
    'UK',
    'InvitationBannerSelected',
    { invitationId: 'inv-1', userId },
    '2024-02-02',
  );
const invitation = (recipients: ReadonlyArray<string>, invitationId = 'inv-1') =>
  enrollment(
    'IR',
    'UK',
    'InvitationSent',
    {
      fy: 2024,
      invitationId,
      subject: 'Partner Incentive Enrollment Invitation',
      from: 'Microsoft Partner Center',
      recipients,
      emailed: recipients.length > 0,
      namesIncentivesAdmin: false,
    },
    '2024-02-01',
  );

describe('the invitation inbox (I-04)', () => {
  test('a recipient finds the banner until they select it', () => {
    expect(given(...invited).inbox('ines', now)).toEqual([banner]);
    expect(given(...invited, selected('ines')).inbox('ines', now)).toEqual([]);
  });

  test('scenario 14: each user selects for themselves', () => {
    const second = location('UK', 'RoleAssigned', {
      userId: 'nils',
      role: 'IA',
      programs: 'all',
      by: 'anna',
    });
    const world = given(...invited, second, selected('ines'));
    expect(world.inbox('nils', now)).toEqual([banner]);
  });

  test('an incentives user, an admin of another location and a global admin have none', () => {
    const world = given(...invited);
    for (const viewer of ['ulf', 'ivan', 'gina', 'max', 'stranger']) {
      expect(world.inbox(viewer, now)).toEqual([]);
    }
    expect(world.inbox({ kind: 'system', id: 'MS' }, now)).toEqual([]);
  });

  test('recipients without an incentives role have it as well (fy21-nov)', () => {
    expect(given(invitation(['anna', 'ines'])).inbox('anna', now)).toEqual([banner]);
  });

  test('scenario 16: without recipients it waits for the first incentives admin', () => {
    const world = given(
      invitation([]),
      enrollment(
        'IR',
        'UK',
        'InvitationDelivered',
        { invitationId: 'inv-1', recipients: ['nils'] },
        '2024-02-02',
      ),
    );
    expect(world.inbox('nils', now)).toEqual([banner]);
  });

  test('once started there is no banner', () => {
    expect(given(...inProgress).inbox('ines', '2024-03-02')).toEqual([]);
  });

  test('a later cycle shows its own banner (I-07)', () => {
    const world = given(
      ...invited,
      selected('ines'),
      enrollment(
        'IR',
        'UK',
        'EnrollmentEnded',
        { endReason: 'EligibilityLost', at: '2024-02-10T00:00:00.000Z' },
        '2024-02-10',
      ),
      invitation(['ines'], 'inv-2'),
    );
    expect(world.inbox('ines', '2024-03-02')).toEqual([{ ...banner, invitationId: 'inv-2' }]);
  });
});
