import { describe, expect, test } from '@jest/globals';
import { dueFirst } from '../../src/enrollment/rules/due-first.js';
import { currentPolicy } from '../../src/vocabulary/policy.js';
import type { EnrollmentEvent } from '../../src/enrollment/events.js';
import {
  bank,
  code,
  contoso,
  fy,
  grant,
  ineligible,
  instant,
  ir,
  membership,
  mpn,
  open,
  program,
  reseller,
  rules,
  tax1,
  term,
  uk,
} from './contoso.js';
import { histories, phases, rejected, type HistoryPhase } from './histories.js';
import { story, world } from './story.js';

const T = '2024-07-01';
const place = { programId: ir.programId, pla: uk.pla };
const roll = { type: 'RollForward' } as const;
const ends = (endReason: string) => ({
  type: 'EnrollmentEnded',
  effectiveAt: instant(T),
  data: { programId: 'IR', pla: 'UK', endReason, at: instant(T), toFy: 2025 },
});
const holds = (reasons: ReadonlyArray<unknown>) => ({
  type: 'RollForwardHeld',
  effectiveAt: instant(T),
  data: { programId: 'IR', pla: 'UK', fy: 2025, reasons },
});
const rolls = {
  type: 'FiscalYearRolledForward',
  effectiveAt: instant(T),
  data: { programId: 'IR', pla: 'UK', fromFy: 2024, toFy: 2025 },
};

const discontinued = { program: { ...ir, status: 'Discontinued' as const } };
const noNextTerm = { program: { ...ir, terms: [term(2024)] } };
const lapsed = { ...uk, agreements: [] };
const unmet = { ...uk, designations: [] };
const expired = { ...uk, taxProfiles: [{ ...tax1, expiresOn: instant('2024-06-15') }] };
const live = ['Invited', 'InProgress', 'Validating', 'Complete'] as const;

describe('the outcome table of a boundary (§6.2)', () => {
  test.each(['None', 'Ended'] as const)('RF0: nothing to roll in %s', (phase) => {
    expect(story(world(), histories[phase]).outcome('MS', T, roll)).toEqual([]);
  });

  test('RF0: nor what is rolled into the next year already', () => {
    const rolled = story(world(), histories.Complete).after('MS', T, roll).state;
    const boundary = { fy: fy(2024), at: instant(T), program: ir, location: uk, account: contoso };
    const request = { place, commandId: 'job', policy: currentPolicy };
    expect(dueFirst(rolled, [boundary], request)).toEqual({ events: [], state: rolled });
  });

  test.each(live)('RF1: a discontinued program has no next term, %s', (phase) => {
    const told = story(world(), histories[phase]).meanwhile('2024-06-01', discontinued);
    expect(told.when('MS', T, roll)).toMatchObject({ right: [ends('NoNextTerm')] });
  });

  test.each(live)('RF1: no term is scheduled, %s', (phase) => {
    expect(story(world(noNextTerm), histories[phase]).when('MS', T, roll)).toMatchObject({
      right: [ends('NoNextTerm')],
    });
  });

  test.each(live)('RF2: the agreement lapsed, %s', (phase) => {
    expect(story(world({ location: lapsed }), histories[phase]).when('MS', T, roll)).toMatchObject({
      right: [ends('AgreementLapsed')],
    });
  });

  test('RF2: an agreement that only this program requires', () => {
    const direct = program('IR', [mpn, reseller]);
    const location = { ...uk, agreements: uk.agreements.slice(0, 1) };
    expect(
      story(world({ program: direct, location }), histories.Complete).when('MS', T, roll),
    ).toMatchObject({ right: [ends('AgreementLapsed')] });
  });

  test('RF2: an agreement that runs out at the boundary is not active there (V-02)', () => {
    const until = (at: string) => ({
      location: {
        ...uk,
        agreements: [
          { kind: 'MpnAgreement' as const, from: instant('2020-01-01'), until: instant(at) },
        ],
      },
    });
    expect(story(world(until(T)), histories.Complete).when('MS', T, roll)).toMatchObject({
      right: [ends('AgreementLapsed')],
    });
    expect(
      story(world(until('2024-07-01T00:00:01')), histories.Complete).when('MS', T, roll),
    ).toMatchObject({ right: [rolls] });
  });

  test('RF2: an open program asks for the MPN agreement too', () => {
    const told = story(world({ program: open, location: lapsed }), histories.Complete);
    expect(told.when('MS', T, { ...roll, programId: 'OPEN' })).toMatchObject({
      right: [{ data: { endReason: 'AgreementLapsed' } }],
    });
  });

  test.each(live)('RF3: a criterion is no longer met, %s', (phase) => {
    expect(story(world({ location: unmet }), histories[phase]).when('MS', T, roll)).toMatchObject({
      right: [ends('EligibilityLost')],
    });
  });

  test('RF3: the criteria are those of the next year', () => {
    const stricter = {
      ...ir,
      criteria: [
        { criteria: [mpn] },
        { fromFy: fy(2025), criteria: [mpn, { kind: 'Custom' as const, code: code('audit') }] },
      ],
    };
    expect(
      story(world({ program: stricter }), histories.Complete).when('MS', T, roll),
    ).toMatchObject({
      right: [ends('EligibilityLost')],
    });
    const later = {
      ...ir,
      criteria: [
        { criteria: [membership] },
        { ...stricter.criteria[1], fromFy: fy(2026), criteria: [] },
      ],
    };
    expect(story(world({ program: later }), histories.Complete).when('MS', T, roll)).toMatchObject({
      right: [rolls],
    });
  });

  test('RF4, scenario 53: whoever did not finish in the term is invited to the next, banner and all', () => {
    const told = story(world(), histories.Invited)
      .after('ines', '2024-02-02', { type: 'SelectBanner' })
      .after('MS', '2024-07-03', roll, { commandId: 'job' });
    expect(told.events.slice(-2)).toMatchObject([
      ends('NotCompletedInTerm'),
      {
        type: 'InvitationSent',
        effectiveAt: instant(T),
        data: { fy: 2025, invitationId: 'job.2025', recipients: ['ines'] },
      },
    ]);
    expect(told.state).toMatchObject({
      phase: 'Invited',
      since: instant(T),
      fy: 2025,
      bannerSelectedBy: [],
    });
  });

  test('RF4: an id of any length keeps room for the year', () => {
    const told = story(world(), histories.Invited).after('MS', T, roll, {
      commandId: 'x'.repeat(128),
    });
    expect(told.state).toMatchObject({ invitation: { id: `${'x'.repeat(123)}.2025` } });
  });

  test.each([
    ['is closed to enrollment', { program: { ...ir, status: 'Closed' as const } }],
    [
      'became an open program',
      { program: { ...ir, criteria: [...ir.criteria, { fromFy: fy(2025), criteria: [] }] } },
    ],
  ])('RF4: no new invitation when the program %s', (_, facts) => {
    expect(story(world(facts), histories.Invited).when('MS', T, roll)).toMatchObject({
      right: [ends('NotCompletedInTerm')],
    });
    expect(story(world(facts), histories.Invited).outcome('MS', T, roll)).toHaveLength(1);
  });

  test('RF4: nor for a location that is closed, or not migrated where that is required (I-10)', () => {
    const closed = story(world({ location: { ...uk, closed: true } }), histories.Invited);
    expect(closed.outcome('MS', T, roll)).toEqual(['EnrollmentEnded']);
    const unmigrated = world(
      { location: { ...uk, pmcMigrated: false } },
      { requirePmcMigration: true },
    );
    expect(story(unmigrated, histories.Invited).outcome('MS', T, roll)).toEqual([
      'EnrollmentEnded',
    ]);
  });

  test('RF5: in progress it is held, with the reasons outstanding', () => {
    const told = story(world(), [...histories.Validating, rejected()]);
    expect(told.when('MS', T, roll)).toMatchObject({
      right: [holds(['AccountHolderNameMismatch'])],
    });
    expect(story(world(), histories.InProgress).when('MS', T, roll)).toMatchObject({
      right: [holds([])],
    });
  });

  test('RF6: a complete submission goes on being validated', () => {
    const told = story(world(), histories.Validating).after('MS', T, roll);
    expect(told.events.at(-1)).toEqual(rolls);
    expect(told.state).toMatchObject({ phase: 'Validating', fy: 2025, submission: { id: 's1' } });
  });

  test('RF7: an incomplete one is void', () => {
    const told = story(world({ location: expired }), histories.Validating).after('MS', T, roll);
    expect(told.events.at(-1)).toEqual(holds(['TaxProfileExpired']));
    const late = { type: 'RecordVerdict', submissionId: 's1', verdict: 'valid' } as const;
    expect(told.outcome('MS', '2024-07-02', late)).toBe('NotValidating');
  });

  test('RF8, scenario 47: information that is no longer complete holds it, and it earns nothing meanwhile', () => {
    const told = story(world({ location: expired }), histories.Complete).after('MS', T, roll);
    expect(told.events.at(-1)).toEqual(holds(['TaxProfileExpired']));
    expect(told.state).toMatchObject({
      phase: 'InProgress',
      fy: 2025,
      reasons: ['TaxProfileExpired'],
      everCompleted: true,
      firstCompletedAt: instant('2024-03-05T09:00:00'),
    });
    expect(told.state).not.toHaveProperty('earningsStart');
  });

  test('RF8: after being held it earns from the month of the new validation (E-10)', () => {
    const told = story(world({ location: expired }), histories.Complete)
      .after('MS', T, roll)
      .meanwhile('2024-08-01', { location: uk })
      .after('ines', '2024-08-20', { type: 'SubmitProfile', submissionId: 's2' })
      .after('MS', '2024-09-02', { type: 'RecordVerdict', submissionId: 's2', verdict: 'valid' });
    expect(told.state).toMatchObject({
      phase: 'Complete',
      earningsStart: '2024-09-01',
      firstCompletedAt: instant('2024-03-05T09:00:00'),
    });
  });

  test('RF8: a bank profile in ActionRequired counts as rejected', () => {
    const account = { ...contoso, bankProfiles: [bank('Bank1', 'ActionRequired')] };
    expect(story(world({ account }), histories.Complete).when('MS', T, roll)).toMatchObject({
      right: [holds(['BankProfileActionRequired'])],
    });
  });

  test('RF8: the rules are those that count from the boundary on (F-03)', () => {
    const w8 = {
      ...ir,
      payoutRules: [
        { payoutRules: rules },
        { from: instant(T), payoutRules: { ...rules, taxForms: [{ form: code('W-8') }] } },
      ],
    };
    expect(story(world({ program: w8 }), histories.Complete).when('MS', T, roll)).toMatchObject({
      right: [holds([{ code: 'TaxForm', form: 'W-8' }])],
    });
  });

  test('RF9, scenario 46: complete, it goes on by itself, and only the term changes', () => {
    const before = story(world(), histories.Complete);
    const told = before.after('MS', T, roll);
    expect(told.events.at(-1)).toEqual(rolls);
    expect(told.state).toEqual({ ...before.state, fy: 2025 });
  });

  test('completeness is judged on what was validated, never on the draft (E-14)', () => {
    const told = story(world(), histories.Complete)
      .after('ines', '2024-04-01', { type: 'ChoosePayoutDetails', details: { bank: [] } })
      .after('MS', T, roll);
    expect(told.state?.phase).toBe('Complete');
  });
});

describe('the first matching row wins (§6.2)', () => {
  test.each([
    ['RF1 before RF2', { ...noNextTerm, location: lapsed }, 'Complete', ends('NoNextTerm')],
    ['RF1 before RF3', { ...noNextTerm, location: unmet }, 'Complete', ends('NoNextTerm')],
    ['RF1 before RF4', noNextTerm, 'Invited', ends('NoNextTerm')],
    [
      'RF2 before RF3',
      { location: { ...lapsed, designations: [] } },
      'Complete',
      ends('AgreementLapsed'),
    ],
    ['RF2 before RF4', { location: lapsed }, 'Invited', ends('AgreementLapsed')],
    [
      'RF2 before RF8',
      { location: { ...expired, agreements: [] } },
      'Complete',
      ends('AgreementLapsed'),
    ],
    ['RF3 before RF4', { location: unmet }, 'Invited', ends('EligibilityLost')],
    ['RF3 before RF5', { location: unmet }, 'InProgress', ends('EligibilityLost')],
    [
      'RF3 before RF7',
      { location: { ...expired, designations: [] } },
      'Validating',
      ends('EligibilityLost'),
    ],
  ] as const)('%s', (_, facts, phase, outcome) => {
    const told = story(world(facts), histories[phase as HistoryPhase]);
    expect(told.when('MS', T, roll)).toEqual({ _tag: 'Right', right: [outcome] });
  });
});

describe('when a boundary is due', () => {
  const types = (events: ReadonlyArray<EnrollmentEvent>) => events.map(({ type }) => type);

  test('scenario 51: asked twice, it happens once (F-06)', () => {
    const once = story(world(), histories.Complete).after('MS', T, roll);
    expect(once.outcome('MS', T, roll)).toEqual([]);
  });

  test('scenario 52: an extended term postpones it (F-04)', () => {
    const extended = {
      ...ir,
      terms: [
        term(2024, { endsAt: instant('2024-10-01') }),
        term(2025, { startsAt: instant('2024-10-01') }),
      ],
    };
    const told = story(world({ program: extended }), histories.Complete);
    expect(told.outcome('MS', T, roll)).toEqual([]);
    expect(told.when('MS', '2024-10-01', roll)).toMatchObject({
      right: [{ ...rolls, effectiveAt: instant('2024-10-01') }],
    });
  });

  test('scenario 54: no next term and the program closed', () => {
    const told = story(
      world({ program: { ...ir, status: 'Closed', terms: [term(2024)] } }),
      histories.Complete,
    );
    expect(told.after('MS', T, roll).state).toMatchObject({
      phase: 'Ended',
      endReason: 'NoNextTerm',
    });
  });

  test('however late it is asked, it is judged as of the boundary and dated there (F-05)', () => {
    const late = story(world(), histories.Complete).meanwhile('2024-07-02', {
      location: { ...lapsed, designations: [], taxProfiles: [] },
      program: { ...ir, status: 'Discontinued' },
    });
    expect(late.when('MS', '2024-09-01', roll)).toMatchObject({ right: [rolls] });
  });

  test('facts of the very instant of the boundary count', () => {
    const told = story(world(), histories.Complete).meanwhile(T, { location: lapsed });
    expect(told.when('MS', '2024-09-01', roll)).toMatchObject({ right: [ends('AgreementLapsed')] });
  });

  test('the recipients of the fresh invitation are those of the boundary', () => {
    const told = story(world(), histories.Invited)
      .meanwhile('2024-07-02', { location: { ...uk, grants: [grant('ivan', 'IA')] } })
      .after('MS', '2024-07-03', roll);
    expect(told.state).toMatchObject({ invitation: { recipients: ['ines'] } });
  });

  test('missed boundaries are applied one by one, each as of its own instant (F-06)', () => {
    const told = story(world(), histories.Complete)
      .meanwhile('2025-03-01', { location: expired })
      .after('MS', '2025-08-01', roll);
    expect(told.events.slice(-2)).toMatchObject([
      { type: 'FiscalYearRolledForward', effectiveAt: instant(T) },
      { type: 'RollForwardHeld', effectiveAt: instant('2025-07-01'), data: { fy: 2026 } },
    ]);
  });

  test('a boundary that ends the enrollment is the last', () => {
    const told = story(world({ location: lapsed }), histories.Complete);
    expect(told.outcome('MS', '2025-08-01', roll)).toEqual(['EnrollmentEnded']);
  });

  test('an invitation missed twice is renewed twice, under different ids (I-07)', () => {
    const told = story(world(), histories.Invited).after('MS', '2025-08-01', roll, {
      commandId: 'job',
    });
    expect(
      told.events
        .slice(1)
        .map(({ type, data }) => [type, 'invitationId' in data && data.invitationId]),
    ).toEqual([
      ['EnrollmentEnded', false],
      ['InvitationSent', 'job.2025'],
      ['EnrollmentEnded', false],
      ['InvitationSent', 'job.2026'],
    ]);
  });

  test('scenario 48: with untilTermEnd a loss waits for the boundary', () => {
    const told = story(
      world({}, { midYearEligibilityLoss: 'untilTermEnd' }),
      histories.Complete,
    ).meanwhile('2024-04-01', { location: unmet, eligibility: ineligible });
    const lost = { type: 'EndEnrollment', endReason: 'EligibilityLost' } as const;
    expect(told.outcome('MS', '2024-04-01', lost, { causationId: 'e1' })).toEqual([]);
    expect(told.when('MS', T, roll)).toMatchObject({ right: [ends('EligibilityLost')] });
  });

  test('scenario 49: an agreement that lapsed on June 30, likewise', () => {
    const told = story(
      world({}, { midYearEligibilityLoss: 'untilTermEnd' }),
      histories.Complete,
    ).meanwhile('2024-06-30T12:00:00', { location: lapsed, eligibility: ineligible });
    const gone = { type: 'EndEnrollment', endReason: 'AgreementLapsed' } as const;
    expect(told.outcome('MS', '2024-06-30T12:00:00', gone, { causationId: 'e1' })).toEqual([]);
    expect(told.when('MS', T, roll)).toMatchObject({ right: [ends('AgreementLapsed')] });
  });

  describe('any command applies it first (F-07)', () => {
    const submit = { type: 'SubmitProfile', submissionId: 's2' } as const;

    test('an accepted one appends after the boundary', () => {
      const told = story(world(), histories.Complete).after('ines', '2024-07-10', submit);
      expect(told.events.slice(-2)).toMatchObject([
        rolls,
        { type: 'ProfileSubmitted', effectiveAt: instant('2024-07-10') },
      ]);
    });

    test('it is judged on what the boundary left: a refusal records nothing, and the boundary stays due', () => {
      const told = story(world(noNextTerm), histories.Complete);
      expect(told.outcome('ines', '2024-07-10', submit)).toBe('EnrollmentEnded');
      expect(told.outcome('MS', '2024-07-11', roll)).toEqual(['EnrollmentEnded']);
    });

    test('a no-op records the boundary only', () => {
      const told = story(world(), histories.Complete);
      const same = { type: 'IssueInvitation' } as const;
      expect(told.outcome('MS', '2024-07-10', same)).toEqual(['FiscalYearRolledForward']);
    });

    test('a verdict on a submission that the boundary voided is not validating', () => {
      const told = story(world({ location: expired }), histories.Validating);
      const verdict = { type: 'RecordVerdict', submissionId: 's1', verdict: 'valid' } as const;
      expect(told.outcome('MS', '2024-07-10', verdict)).toBe('NotValidating');
    });

    test('enrolling late accepts the fresh invitation, for the new year', () => {
      const told = story(world(), histories.Invited).after('ines', '2024-07-10', {
        type: 'StartEnrollment',
      });
      expect(types(told.events)).toEqual([
        'InvitationSent',
        'EnrollmentEnded',
        'InvitationSent',
        'EnrollmentStarted',
      ]);
      expect(told.state).toMatchObject({ phase: 'InProgress', fy: 2025 });
    });

    test('no event after the boundary is ever recorded before it', () => {
      for (const phase of phases) {
        const told = story(world(), histories[phase]);
        for (const type of ['OptOut', 'EndEnrollment'] as const) {
          const ended = told.when(type === 'OptOut' ? 'ines' : 'MS', '2024-07-10', {
            type,
            ...(type === 'EndEnrollment' && { endReason: 'LocationClosed' }),
          });
          const instants = ended._tag === 'Right' ? ended.right.map((e) => e.effectiveAt) : [];
          expect(instants).toEqual(instants.toSorted());
          expect(instants.length).not.toBe(1);
        }
      }
    });
  });
});
