import { describe, expect, test } from '@jest/globals';
import { fy, ineligible, instant, ir, open, rules, code, tax1, uk } from './contoso.js';
import { histories, phases, type HistoryPhase } from './histories.js';
import { story, world } from './story.js';

const reaction = { causationId: 'e1' };
const end = (endReason: string) => ({ type: 'EndEnrollment', endReason }) as const;
const update = { type: 'RequireProfileUpdate', reasons: ['TaxProfileExpired'] } as const;
const expired = { ...uk, taxProfiles: [{ ...tax1, expiresOn: instant('2024-03-31') }] };
const at = '2024-04-01';

describe('losing eligibility within the year (§6.3)', () => {
  test.each(['Invited', 'InProgress', 'Validating', 'Complete'] as const)(
    'scenario 55: with suspend the cycle ends, %s (I-09)',
    (phase) => {
      const told = story(world({ eligibility: ineligible }), histories[phase]);
      expect(told.when('MS', at, end('EligibilityLost'), reaction)).toMatchObject({
        right: [
          {
            type: 'EnrollmentEnded',
            effectiveAt: instant(at),
            data: { endReason: 'EligibilityLost' },
          },
        ],
      });
    },
  );

  test.each([
    ['Invited', ['EnrollmentEnded']],
    ['InProgress', ['EnrollmentEnded']],
    ['Validating', ['EnrollmentEnded']],
    ['Complete', []],
  ] as const)('with untilTermEnd only a complete enrollment stays: %s', (phase, types) => {
    const told = story(
      world({ eligibility: ineligible }, { midYearEligibilityLoss: 'untilTermEnd' }),
      histories[phase],
    );
    expect(told.outcome('MS', at, end('AgreementLapsed'), reaction)).toEqual(types);
  });

  test('the end within the year names no year that was not rolled into', () => {
    const told = story(world({ eligibility: ineligible }), histories.Complete).after(
      'MS',
      at,
      end('EligibilityLost'),
      reaction,
    );
    expect(told.events.at(-1)?.data).not.toHaveProperty('toFy');
    expect(told.state).toMatchObject({ phase: 'Ended', fy: fy(2024), since: instant(at) });
    expect(told.state).not.toHaveProperty('earningsStart');
  });
});

describe('scenario 58: a location that closes ends its enrollments', () => {
  test.each(phases)('in %s', (phase) => {
    const told = story(world({ location: { ...uk, closed: true } }), histories[phase]);
    const ends = phase !== 'None' && phase !== 'Ended';
    expect(told.outcome('MS', at, end('LocationClosed'), reaction)).toEqual(
      ends ? ['EnrollmentEnded'] : [],
    );
  });
});

describe('a reaction whose cause no longer holds records nothing (§3.6)', () => {
  test.each([
    ['eligibility was regained', end('EligibilityLost'), {}],
    ['it was never evaluated', end('AgreementLapsed'), { eligibility: undefined }],
    [
      'the program has become open to all',
      end('EligibilityLost'),
      { eligibility: ineligible, program: { ...ir, criteria: [{ criteria: [] }] } },
    ],
    ['the location is not closed', end('LocationClosed'), {}],
    ['no reaction ends an enrollment for this', end('NoNextTerm'), {}],
    ['the profile was repaired', update, {}],
  ] as const)('%s', (_, command, facts) => {
    const told = story(world(facts), histories.Complete);
    expect(told.outcome('MS', at, command, reaction)).toEqual([]);
  });

  test.each([end('EligibilityLost'), end('LocationClosed'), update])(
    'not even a boundary that is due (%j)',
    (command) => {
      const told = story(world(), histories.Complete);
      expect(told.outcome('MS', '2024-07-10', command, reaction)).toEqual([]);
    },
  );

  test.each(['None', 'Ended'] as const)('in %s there is nothing to end or to update', (phase) => {
    const told = story(world({ eligibility: ineligible, location: expired }), histories[phase]);
    expect(told.outcome('MS', at, end('EligibilityLost'), reaction)).toEqual([]);
    expect(told.outcome('MS', at, update, reaction)).toEqual([]);
  });

  test('one whose cause holds applies the boundary first, and is judged on what that leaves', () => {
    const lost = story(world(), histories.Complete).meanwhile('2024-07-05', {
      eligibility: ineligible,
    });
    expect(lost.outcome('MS', '2024-07-10', end('EligibilityLost'), reaction)).toEqual([
      'FiscalYearRolledForward',
      'EnrollmentEnded',
    ]);
  });

  test('an enrollment that its boundary ends is left to the roll-forward', () => {
    const lost = story(
      world({ eligibility: ineligible, location: { ...uk, designations: [] } }),
      histories.Complete,
    );
    expect(lost.outcome('MS', '2024-07-10', end('EligibilityLost'), reaction)).toEqual([]);
    expect(lost.outcome('MS', '2024-07-10', { type: 'RollForward' })).toEqual(['EnrollmentEnded']);
  });

  test('a roll-forward has no cause but the boundary', () => {
    const told = story(world(), histories.Complete);
    expect(told.outcome('MS', '2024-07-10', { type: 'RollForward' }, reaction)).toEqual([
      'FiscalYearRolledForward',
    ]);
  });

  test('an invitation is refused by its own preconditions, or already there', () => {
    const issue = { type: 'IssueInvitation' } as const;
    expect(story(world({ eligibility: ineligible })).outcome('MS', at, issue, reaction)).toBe(
      'NotEligible',
    );
    expect(story(world(), histories.Complete).outcome('MS', '2024-07-10', issue, reaction)).toEqual(
      [],
    );
  });
});

describe('an update required by a reaction looks for itself what is missing (§3.6)', () => {
  test.each([
    ['None', undefined],
    ['Invited', undefined],
    ['InProgress', undefined],
    ['Validating', ['TaxProfileExpired']],
    ['Complete', ['TaxProfileExpired']],
    ['Ended', undefined],
  ] as const)('in %s', (phase: HistoryPhase, reasons) => {
    const told = story(world({ location: expired }), histories[phase]);
    expect(told.when('MS', at, update, reaction)).toMatchObject({
      right: reasons === undefined ? [] : [{ type: 'ProfileUpdateRequired', data: { reasons } }],
    });
  });

  test('all that is missing now is recorded, whatever it was woken by', () => {
    const strict = {
      ...ir,
      payoutRules: [{ payoutRules: { ...rules, taxForms: [{ form: code('W-8') }] } }],
    };
    const told = story(world({ program: strict, location: expired }), histories.Complete);
    expect(told.when('MS', at, { ...update, reasons: [] }, reaction)).toMatchObject({
      right: [{ data: { reasons: [{ code: 'TaxForm', form: 'W-8' }, 'TaxProfileExpired'] } }],
    });
  });

  test('it looks at what was validated, never at the draft (E-14)', () => {
    const told = story(world(), histories.Complete).after('ines', at, {
      type: 'ChoosePayoutDetails',
      details: { bank: [] },
    });
    expect(told.outcome('MS', at, update, reaction)).toEqual([]);
  });
});

test('an open program loses nobody to an evaluation', () => {
  const told = story(world({ program: open, eligibility: ineligible }), histories.Complete);
  expect(
    told.outcome('MS', at, { ...end('EligibilityLost'), programId: 'OPEN' }, reaction),
  ).toEqual([]);
});
