import { describe, expect, test } from '@jest/globals';
import * as E from 'fp-ts/lib/Either.js';
import { currentPolicy, Policy, policyPresets } from '../../src/vocabulary/policy.js';

describe('the policy switches (§9.3)', () => {
  test('stand at their documented defaults', () => {
    expect(currentPolicy).toEqual({
      invitationRecipients: ['IA'],
      invitationValidity: null,
      requirePmcMigration: false,
      roleAssigners: ['GA', 'AA'],
      mpaAssigns: false,
      guestIncentivesRoles: false,
      overviewViewers: ['IA', 'IU'],
      requirementsLinkAlways: false,
      midYearEligibilityLoss: 'suspend',
      earningsStartBasis: 'validatedAt',
      validationSlaHours: 48,
      refreshEvery: 24,
      benefitAssigners: ['GA', 'MPA'],
      creditGuests: true,
      strictRefund: true,
      refundDays: 30,
      vsReassignDays: 90,
      renewalOpensOnAnniversary: false,
      paymentThresholdUsd: 200,
      paymentHoldDays: 180,
    });
  });

  test('the presets differ in who got the invitation (C-01)', () => {
    expect(policyPresets).toEqual({
      'fy21-aug': { ...currentPolicy, invitationRecipients: ['GA', 'AA', 'IA', 'MPA'] },
      'fy21-nov': { ...currentPolicy, invitationRecipients: ['AA', 'IA'] },
      current: currentPolicy,
    });
  });

  test('every preset is a policy', () => {
    expect(Object.values(policyPresets).map(Policy.decode)).toEqual(
      Object.values(policyPresets).map((policy) => E.right(policy)),
    );
  });

  test.each([
    { invitationRecipients: ['IU'] },
    { invitationValidity: -1 },
    { invitationValidity: 1.5 },
    { roleAssigners: ['MPA'] },
    { mpaAssigns: 'yes' },
    { overviewViewers: ['MS'] },
    { midYearEligibilityLoss: 'never' },
    { validationSlaHours: Number.POSITIVE_INFINITY },
    { refreshEvery: undefined },
  ])('refuses %j', (wrong) => {
    expect(E.isLeft(Policy.decode({ ...currentPolicy, ...wrong }))).toBe(true);
  });
});
