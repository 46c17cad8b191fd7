import { describe, expect, test } from '@jest/globals';
import type { Instant } from '@partner-incentives/event-sourcing';
import { statusInput, type StatusFacts } from '../../src/displayed-status/status-input.js';
import type { AccountFacts } from '../../src/vocabulary/account-facts.js';
import type { FiscalYear } from '../../src/vocabulary/fiscal-year.js';
import type { PartnerId, ProgramId, UserId } from '../../src/vocabulary/ids.js';
import type { LocationFacts } from '../../src/vocabulary/location-facts.js';
import { currentPolicy } from '../../src/vocabulary/policy.js';
import type { ProgramFacts } from '../../src/vocabulary/program-facts.js';
import type { Country, Text } from '../../src/vocabulary/text.js';

const instant = (text: string) => text as Instant;
const fy = (year: number) => year as FiscalYear;
const ines = 'ines' as UserId;
const ir = 'IR' as ProgramId;
const now = instant('2024-03-04T10:00:00.000Z');

const criteria: ProgramFacts = {
  programId: ir,
  name: 'Indirect reseller' as Text,
  status: 'Open',
  criteria: [{ criteria: [{ kind: 'Membership' }] }],
  payoutRules: [],
  terms: [
    {
      fy: fy(2024),
      startsAt: instant('2023-07-01T00:00:00.000Z'),
      endsAt: instant('2024-07-01T00:00:00.000Z'),
    },
  ],
};
const openToAll: ProgramFacts = { ...criteria, criteria: [{ criteria: [] }] };

const account: AccountFacts = {
  pga: 'Contoso' as PartnerId,
  name: 'Contoso' as Text,
  country: 'GB' as Country,
  members: [],
  roles: [{ userId: 'gina' as UserId, role: 'GA' }],
  grants: [{ userId: 'alla' as UserId, role: 'IU', programs: 'all' }],
  bankProfiles: [],
};
const location: LocationFacts = {
  pga: account.pga,
  pla: 'UK' as PartnerId,
  name: 'Contoso UK' as Text,
  country: 'GB' as Country,
  closed: false,
  pmcMigrated: false,
  userSetupCompleted: false,
  grants: [
    { userId: ines, role: 'IU', programs: 'all' },
    { userId: ines, role: 'IA', programs: [ir] },
    { userId: 'ulf' as UserId, role: 'IU', programs: 'all' },
  ],
  agreements: [],
  designations: [],
  criterionFacts: [],
  taxProfiles: [],
};

const facts = (changes: Partial<StatusFacts> = {}): StatusFacts => ({
  program: criteria,
  account,
  location,
  eligibility: { eligible: true, met: [{ kind: 'Membership' }], unmet: [], at: now },
  enrollment: undefined,
  viewer: ines,
  policy: currentPolicy,
  now,
  ...changes,
});
const unmet = { eligible: false, met: [], unmet: [{ kind: 'Membership' }], at: now } as const;

describe('who looks (S1, C-06)', () => {
  test.each([
    ['ines', 'IA', 'the strongest role in scope decides (R-12)'],
    ['ulf', 'InScopeNonIA', 'an incentives user of the location'],
    ['alla', 'InScopeNonIA', 'an incentives user of all locations'],
    ['gina', 'OutOfScope', 'a global admin is no incentives admin (R-05)'],
    ['nils', 'OutOfScope', 'nobody'],
  ])('%s is %s: %s', (viewer, scope) => {
    expect(statusInput(facts({ viewer })).viewer).toBe(scope);
  });

  test('overviewViewers lets account roles look, as non-admins', () => {
    const policy = { ...currentPolicy, overviewViewers: ['IA', 'GA'] as const };
    expect(statusInput(facts({ viewer: 'gina', policy })).viewer).toBe('InScopeNonIA');
    expect(statusInput(facts({ viewer: 'ulf', policy })).viewer).toBe('OutOfScope');
    expect(statusInput(facts({ policy })).viewer).toBe('IA');
  });

  test('another program is out of scope of a grant for one (R-04)', () => {
    const program = { ...criteria, programId: 'DB' as ProgramId };
    const grants = location.grants.filter(({ role }) => role === 'IA');
    expect(statusInput(facts({ program, location: { ...location, grants } })).viewer).toBe(
      'OutOfScope',
    );
  });

  test('legacy rows are in scope of grants for all locations only (§3.1)', () => {
    const enrollment = { phase: 'Complete', legacy: { active: true } } as const;
    const legacy = (viewer: string) =>
      statusInput(facts({ location: undefined, enrollment, viewer })).viewer;
    expect([legacy('alla'), legacy('ines')]).toEqual(['InScopeNonIA', 'OutOfScope']);
  });

  test('without a location nothing about one stands in the way', () => {
    expect(statusInput(facts({ location: undefined, viewer: 'alla' })).viewer).toBe('InScopeNonIA');
  });

  test('a closed location without an enrollment counts as out of scope', () => {
    const closed = { ...location, closed: true };
    expect(statusInput(facts({ location: closed })).viewer).toBe('OutOfScope');
    const enrollment = { phase: 'Ended', endReason: 'LocationClosed', fy: fy(2024) } as const;
    expect(statusInput(facts({ location: closed, enrollment })).viewer).toBe('IA');
  });

  test('an unmigrated location without an enrollment counts as out of scope where migration is required (I-10)', () => {
    const policy = { ...currentPolicy, requirePmcMigration: true };
    expect(statusInput(facts({ policy })).viewer).toBe('OutOfScope');
    expect(statusInput(facts({ policy, enrollment: { phase: 'Invited' } })).viewer).toBe('IA');
    expect(
      statusInput(facts({ policy, location: { ...location, pmcMigrated: true } })).viewer,
    ).toBe('IA');
  });
});

describe('eligibility', () => {
  test('is Met or NotMet as last evaluated, Unknown before, NoCriteria in an open program (L-01)', () => {
    expect(statusInput(facts()).eligibility).toBe('Met');
    expect(statusInput(facts({ eligibility: unmet })).eligibility).toBe('NotMet');
    expect(statusInput(facts({ eligibility: undefined })).eligibility).toBe('Unknown');
    expect(statusInput(facts({ program: openToAll, eligibility: undefined })).eligibility).toBe(
      'NoCriteria',
    );
  });

  test('with untilTermEnd, losing it does not touch a complete enrollment (§6.3), only such', () => {
    const policy = { ...currentPolicy, midYearEligibilityLoss: 'untilTermEnd' } as const;
    const of = (phase: 'Complete' | 'Validating') =>
      statusInput(facts({ policy, eligibility: unmet, enrollment: { phase } })).eligibility;
    expect([of('Complete'), of('Validating')]).toEqual(['Met', 'NotMet']);
    expect(
      statusInput(facts({ eligibility: unmet, enrollment: { phase: 'Complete' } })).eligibility,
    ).toBe('NotMet');
  });

  test('the criteria of the year of a running enrollment count until its boundary is judged (F-07)', () => {
    const program: ProgramFacts = {
      ...openToAll,
      criteria: [{ criteria: [] }, { fromFy: fy(2025), criteria: [{ kind: 'Membership' }] }],
    };
    const after = instant('2024-07-02T00:00:00.000Z');
    const of = (phase: 'Complete' | 'Ended') =>
      statusInput(facts({ program, now: after, enrollment: { phase, fy: fy(2024) } })).eligibility;
    expect([of('Complete'), of('Ended')]).toEqual(['NoCriteria', 'Met']);
  });
});

describe('the phase presented', () => {
  const ended = (endReason: string, more: Partial<StatusFacts> = {}) =>
    statusInput(facts({ enrollment: { phase: 'Ended', endReason, fy: fy(2024) }, ...more })).phase;

  test('without a stream is None', () => {
    expect(statusInput(facts()).phase).toBe('None');
  });

  test.each([
    ['EligibilityLost', 'EndedIneligible'],
    ['AgreementLapsed', 'EndedIneligible'],
    ['InvitationExpired', 'EndedInactive'],
    ['NotCompletedInTerm', 'EndedInactive'],
    ['NoNextTerm', 'EndedInactive'],
    ['OptedOut', 'EndedInactive'],
    ['LocationClosed', 'EndedInactive'],
  ])('ended by %s is %s (§3.4.2)', (endReason, phase) => {
    expect(ended(endReason)).toBe(phase);
  });

  test('a restartable enrollment of an open program is presented as None', () => {
    expect(ended('NoNextTerm', { program: openToAll })).toBe('None');
  });

  test.each([
    ['the location is closed', 'NoNextTerm', { location: { ...location, closed: true } }],
    ['the partner opted out in the term in force', 'OptedOut', {}],
    ['the agreement is still lapsed', 'AgreementLapsed', {}],
    ['it is a legacy account', 'NoNextTerm', { location: undefined }],
  ])('not restartable: %s', (_, endReason, more) => {
    expect(ended(endReason, { program: openToAll, ...more })).not.toBe('None');
  });

  test('opting out holds for that fiscal year only (P-KB2961552)', () => {
    const enrollment = { phase: 'Ended', endReason: 'OptedOut', fy: fy(2023) } as const;
    expect(statusInput(facts({ program: openToAll, enrollment })).phase).toBe('None');
  });

  test('a lapsed agreement that is active again makes it restartable', () => {
    const agreements = [
      { kind: 'MpnAgreement', from: instant('2024-03-01T00:00:00.000Z') },
    ] as const;
    expect(
      ended('AgreementLapsed', { program: openToAll, location: { ...location, agreements } }),
    ).toBe('None');
  });

  test.each([
    [undefined, 'PLA'],
    [{ active: true }, 'LegacyActive'],
    [{ active: false }, 'LegacyInactive'],
  ])('an enrollment on %j counts as %s (S3)', (legacy, expected) => {
    const enrollment = { phase: 'Complete', ...(legacy && { legacy }) } as const;
    expect(statusInput(facts({ enrollment })).account).toBe(expected);
  });
});
