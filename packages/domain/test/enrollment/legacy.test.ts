import { describe, expect, test } from '@jest/globals';
import { contoso, grant, instant, open } from './contoso.js';
import { imported } from './histories.js';
import { story, world } from './story.js';

const account = { ...contoso, grants: [grant('ines', 'IA')] };
const legacy = story(world({ account }), [imported()]);
const there = { pla: 'Contoso' };
const importing = { type: 'ImportLegacyEnrollment', accountKind: 'vOrg', active: true } as const;

describe('an enrollment of before locations enrolled (E-13)', () => {
  test('is written under the account, with all that was said', () => {
    const told = story(world()).after('MS', '2024-01-01', { ...importing, since: '2019-03-01' });
    expect(told.events).toEqual([
      {
        type: 'LegacyEnrollmentImported',
        effectiveAt: instant('2024-01-01'),
        data: {
          programId: 'IR',
          pga: 'Contoso',
          accountKind: 'vOrg',
          active: true,
          since: instant('2019-03-01'),
        },
      },
    ]);
    expect(told.state).toEqual({
      phase: 'Complete',
      since: instant('2019-03-01'),
      legacy: { accountKind: 'vOrg', active: true },
    });
  });

  test('counts from its import when nothing else is said', () => {
    expect(story(world()).after('MS', '2024-01-01', importing).state).toMatchObject({
      since: instant('2024-01-01'),
    });
  });

  test('is imported once', () => {
    expect(legacy.outcome('MS', '2024-02-01', importing)).toBe('AlreadyStarted');
  });

  test('can be marked inactive and active again, each once', () => {
    const set = (active: boolean) => ({ type: 'SetLegacyActive', active }) as const;
    expect(legacy.outcome('MS', '2024-02-01', set(true))).toEqual([]);
    const inactive = legacy.after('MS', '2024-02-01', set(false));
    expect(inactive.state).toMatchObject({
      phase: 'Complete',
      legacy: { accountKind: 'PGA', active: false },
    });
    expect(inactive.outcome('MS', '2024-02-02', set(false))).toEqual([]);
    expect(inactive.outcome('MS', '2024-02-02', set(true))).toEqual(['LegacyActiveSet']);
  });

  test('has no term and hence no boundaries', () => {
    expect(legacy.outcome('MS', '2030-01-01', { type: 'RollForward', ...there })).toEqual([]);
  });

  test('can be ended, by Microsoft or by opting out, and stays legacy', () => {
    const end = { type: 'EndEnrollment', endReason: 'NoNextTerm', ...there } as const;
    expect(legacy.after('MS', '2024-05-01', end).state).toEqual({
      phase: 'Ended',
      since: instant('2024-05-01'),
      endReason: 'NoNextTerm',
      legacy: { accountKind: 'PGA', active: true },
    });
    expect(legacy.outcome('ines', '2024-05-01', { type: 'OptOut', ...there })).toEqual([
      'EnrollmentEnded',
    ]);
  });

  test('only grants for all locations reach it (§3.1)', () => {
    const narrow = story(world(), [imported()]);
    expect(narrow.outcome('ines', '2024-05-01', { type: 'OptOut', ...there })).toBe(
      'NotIncentivesAdmin',
    );
  });

  test.each([
    ['ines', { type: 'ChoosePayoutDetails', details: { bank: [] } }, 'NotALocation'],
    ['ines', { type: 'SubmitProfile' }, 'NotALocation'],
    ['ines', { type: 'SelectBanner' }, 'NotInvited'],
    ['MS', { type: 'RequireProfileUpdate', reasons: ['TaxProfile'] }, 'NotALocation'],
    ['MS', { type: 'RecordVerdict', submissionId: 's1', verdict: 'valid' }, 'NotValidating'],
    ['MS', { type: 'IssueInvitation' }, 'NotALocation'],
    ['MS', { type: 'DeliverInvitation' }, []],
    ['MS', { type: 'ExpireInvitation' }, []],
  ] as const)('can do nothing else: %s, %j', (actor, command, outcome) => {
    expect(legacy.outcome(actor, '2024-05-01', { ...command, ...there })).toEqual(outcome);
  });

  test('a reaction leaves it alone', () => {
    const update = { type: 'RequireProfileUpdate', reasons: [], ...there } as const;
    const end = { type: 'EndEnrollment', endReason: 'EligibilityLost', ...there } as const;
    expect(legacy.outcome('MS', '2024-05-01', update, { causationId: 'e1' })).toEqual([]);
    expect(legacy.outcome('MS', '2024-05-01', end, { causationId: 'e1' })).toEqual([]);
  });

  test('never enrolls anew, not even in an open program', () => {
    const ended = story(world({ account, program: open }), [imported()]).after('MS', '2024-05-01', {
      type: 'EndEnrollment',
      endReason: 'NoNextTerm',
      programId: 'OPEN',
      ...there,
    });
    const start = { type: 'StartEnrollment', programId: 'OPEN', ...there } as const;
    expect(ended.outcome('ines', '2024-05-02', start)).toBe('NotALocation');
  });
});
