import { describe, expect, test } from '@jest/globals';
import { enrollmentCommands } from '../../src/enrollment/commands.js';
import { open } from './contoso.js';
import { histories, phases, sent, submitted, type HistoryPhase } from './histories.js';
import { story, world } from './story.js';

const nothing: ReadonlyArray<string> = [];
const other = { bank: [], currency: 'GBP' };

// §3.4.4, cell by cell, in a world where nothing but the phase stands in the way.
const matrix = {
  IssueInvitation: {
    by: 'MS',
    None: ['InvitationSent'],
    Invited: nothing,
    InProgress: nothing,
    Validating: nothing,
    Complete: nothing,
    Ended: ['InvitationSent'],
  },
  SelectBanner: {
    by: 'ines',
    None: 'NotInvited',
    Invited: ['InvitationBannerSelected'],
    InProgress: 'NotInvited',
    Validating: 'NotInvited',
    Complete: 'NotInvited',
    Ended: 'NotInvited',
  },
  StartEnrollment: {
    by: 'ines',
    None: 'NotInvited',
    Invited: ['EnrollmentStarted'],
    InProgress: 'AlreadyStarted',
    Validating: 'AlreadyStarted',
    Complete: 'AlreadyStarted',
    Ended: 'NotInvited',
  },
  ChoosePayoutDetails: {
    by: 'ines',
    fields: { details: other },
    None: 'NotStarted',
    Invited: 'NotStarted',
    InProgress: ['PayoutDetailsChosen'],
    Validating: ['PayoutDetailsChosen'],
    Complete: ['PayoutDetailsChosen'],
    Ended: 'EnrollmentEnded',
  },
  SubmitProfile: {
    by: 'ines',
    fields: { submissionId: 's2' },
    None: 'NotStarted',
    Invited: 'NotStarted',
    InProgress: ['ProfileSubmitted'],
    Validating: ['ProfileSubmitted'],
    Complete: ['ProfileSubmitted'],
    Ended: 'EnrollmentEnded',
  },
  RecordVerdict: {
    by: 'MS',
    fields: { submissionId: 's1', verdict: 'valid' },
    None: 'NotValidating',
    Invited: 'NotValidating',
    InProgress: 'NotValidating',
    Validating: ['ProfileValidated'],
    Complete: 'NotValidating',
    Ended: 'NotValidating',
  },
  RequireProfileUpdate: {
    by: 'MS',
    fields: { reasons: ['TaxProfileExpired'] },
    None: 'NotStarted',
    Invited: 'NotStarted',
    InProgress: ['ProfileUpdateRequired'],
    Validating: ['ProfileUpdateRequired'],
    Complete: ['ProfileUpdateRequired'],
    Ended: 'EnrollmentEnded',
  },
  RollForward: {
    by: 'MS',
    at: '2024-07-01',
    None: nothing,
    Invited: ['EnrollmentEnded', 'InvitationSent'],
    InProgress: ['RollForwardHeld'],
    Validating: ['FiscalYearRolledForward'],
    Complete: ['FiscalYearRolledForward'],
    Ended: nothing,
  },
  EndEnrollment: {
    by: 'MS',
    fields: { endReason: 'LocationClosed' },
    None: 'NotStarted',
    Invited: ['EnrollmentEnded'],
    InProgress: ['EnrollmentEnded'],
    Validating: ['EnrollmentEnded'],
    Complete: ['EnrollmentEnded'],
    Ended: nothing,
  },
  OptOut: {
    by: 'ines',
    None: 'NotStarted',
    Invited: ['EnrollmentEnded'],
    InProgress: ['EnrollmentEnded'],
    Validating: ['EnrollmentEnded'],
    Complete: ['EnrollmentEnded'],
    Ended: nothing,
  },
  DeliverInvitation: {
    by: 'MS',
    None: 'NotInvited',
    Invited: nothing,
    InProgress: nothing,
    Validating: nothing,
    Complete: nothing,
    Ended: nothing,
  },
  ExpireInvitation: {
    by: 'MS',
    None: nothing,
    Invited: 'InvitationStillValid',
    InProgress: nothing,
    Validating: nothing,
    Complete: nothing,
    Ended: nothing,
  },
  ImportLegacyEnrollment: {
    by: 'MS',
    fields: { accountKind: 'PGA', active: true },
    None: ['LegacyEnrollmentImported'],
    Invited: 'AlreadyStarted',
    InProgress: 'AlreadyStarted',
    Validating: 'AlreadyStarted',
    Complete: 'AlreadyStarted',
    Ended: 'AlreadyStarted',
  },
  SetLegacyActive: {
    by: 'MS',
    fields: { active: true },
    None: 'NotStarted',
    Invited: 'NotStarted',
    InProgress: 'NotStarted',
    Validating: 'NotStarted',
    Complete: 'NotStarted',
    Ended: 'NotStarted',
  },
} as const;

interface Row extends Readonly<Record<HistoryPhase, ReadonlyArray<string> | string>> {
  readonly by: string;
  readonly at?: string;
  readonly fields?: Readonly<Record<string, unknown>>;
}
const rows = Object.entries(matrix) as ReadonlyArray<readonly [keyof typeof matrix, Row]>;
const cells = rows.flatMap(([type, row]) => phases.map((phase) => [type, phase, row] as const));

describe('every command in every phase (§3.4.4)', () => {
  test('the matrix has every command about an enrollment, in six phases', () => {
    expect(Object.keys(matrix).toSorted()).toEqual(Object.keys(enrollmentCommands).toSorted());
    expect(cells).toHaveLength(Object.keys(enrollmentCommands).length * 6);
  });

  test.each(cells)('%s in %s', (type, phase, row) => {
    const told = story(world(), histories[phase]);
    expect(told.outcome(row.by, row.at ?? '2024-05-01', { type, ...row.fields })).toEqual(
      row[phase],
    );
  });
});

describe('the second outcomes of a cell (§3.4.4)', () => {
  test('SelectBanner in Invited: selected once more, no event', () => {
    const once = story(world(), histories.Invited).after('ines', '2024-02-02', {
      type: 'SelectBanner',
    });
    expect(once.outcome('ines', '2024-02-03', { type: 'SelectBanner' })).toEqual([]);
  });

  test('StartEnrollment in None: an open program needs no invitation', () => {
    const told = story(world({ program: open }));
    expect(
      told.outcome('ines', '2024-05-01', { type: 'StartEnrollment', programId: 'OPEN' }),
    ).toEqual(['EnrollmentStarted']);
  });

  test('StartEnrollment in Ended: a restartable one starts again', () => {
    const told = story(world({ program: open }), histories.Ended);
    expect(
      told.outcome('ines', '2024-05-01', { type: 'StartEnrollment', programId: 'OPEN' }),
    ).toEqual(['EnrollmentStarted']);
  });

  test('RecordVerdict in Validating: on another submission it is stale', () => {
    const told = story(world(), histories.Validating);
    const verdict = { type: 'RecordVerdict', submissionId: 's0', verdict: 'valid' } as const;
    expect(told.outcome('MS', '2024-05-01', verdict)).toBe('StaleSubmission');
  });

  test('RequireProfileUpdate in InProgress: what is outstanding already is no news', () => {
    const told = story(world(), histories.InProgress).after('MS', '2024-03-01', {
      type: 'RequireProfileUpdate',
      reasons: ['DocumentMissing'],
    });
    const again = { type: 'RequireProfileUpdate', reasons: ['DocumentMissing'] } as const;
    expect(told.outcome('MS', '2024-03-02', again)).toEqual([]);
  });

  test('DeliverInvitation in Invited: an invitation that named no incentives admin is delivered', () => {
    const unread = sent('2024-02-01', {
      recipients: [],
      emailed: false,
      namesIncentivesAdmin: false,
    });
    const told = story(world(), [unread]);
    expect(told.outcome('MS', '2024-03-01', { type: 'DeliverInvitation' })).toEqual([
      'InvitationDelivered',
    ]);
  });

  test('ExpireInvitation in Invited: after its validity it ends the cycle', () => {
    const told = story(world({}, { invitationValidity: 30 }), [sent('2024-02-01')]);
    const expire = { type: 'ExpireInvitation' } as const;
    expect(told.outcome('MS', '2024-03-01T23:59:59', expire)).toBe('InvitationStillValid');
    expect(told.outcome('MS', '2024-03-02', expire)).toEqual(['EnrollmentEnded']);
  });

  test.each(phases)('RollForward before the boundary, in %s: no event (F-05a)', (phase) => {
    const told = story(world(), histories[phase]);
    expect(told.outcome('MS', '2024-06-30T23:59:59', { type: 'RollForward' })).toEqual([]);
  });

  test('SubmitProfile in Validating names what it supersedes (E-07)', () => {
    const told = story(world(), histories.Validating).after('ines', '2024-03-05', {
      type: 'SubmitProfile',
      submissionId: 's2',
    });
    expect(told.events.at(-1)).toMatchObject({
      ...submitted('2024-03-05'),
      data: { submissionId: 's2', supersedes: 's1', kind: 'initial' },
    });
  });
});
