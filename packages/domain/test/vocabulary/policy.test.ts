import { describe, expect, test } from '@jest/globals';
import * as E from 'fp-ts/lib/Either.js';
import { changePolicy, currentPolicy, Policy, policyPresets } from '../../src/vocabulary/policy.js';

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

describe('some switches set anew (§9.3)', () => {
  test('the others stay', () => {
    expect(changePolicy(currentPolicy, { mpaAssigns: true })).toEqual({
      ...currentPolicy,
      mpaAssigns: true,
    });
    expect(changePolicy(policyPresets['fy21-aug'], {})).toEqual(policyPresets['fy21-aug']);
  });

  test('recipients are listed, or those of an era (C-01)', () => {
    expect(changePolicy(currentPolicy, { invitationRecipients: ['GA'] })).toEqual({
      ...currentPolicy,
      invitationRecipients: ['GA'],
    });
    expect(changePolicy(currentPolicy, { invitationRecipients: 'fy21-nov' })).toEqual({
      ...currentPolicy,
      invitationRecipients: ['AA', 'IA'],
    });
  });

  test('an invitation is valid for days, or until the term ends (I-08)', () => {
    const limited = changePolicy(currentPolicy, { invitationValidity: 30 });
    expect(limited).toEqual({ ...currentPolicy, invitationValidity: 30 });
    expect(changePolicy(limited, {})).toEqual(limited);
    expect(changePolicy(limited, { invitationValidity: 'none' })).toEqual(currentPolicy);
    expect(changePolicy(limited, { invitationValidity: null })).toEqual(currentPolicy);
  });

  test('a count may be nought', () => {
    expect(Policy.is({ ...currentPolicy, refundDays: 0 })).toBe(true);
    expect(Policy.is({ ...currentPolicy, refundDays: -1 })).toBe(false);
  });
});
