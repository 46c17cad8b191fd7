import { describe, expect, test } from '@jest/globals';
import { policyPresets } from '../../src/vocabulary/policy.js';
import {
  contoso,
  eligible,
  fy,
  grant,
  ineligible,
  instant,
  ir,
  open,
  program,
  term,
  uk,
  user,
} from './contoso.js';
import { ended, histories, sent, started } from './histories.js';
import { story, world } from './story.js';

const issue = { type: 'IssueInvitation' } as const;
const at = '2024-02-01';
const noAdmin = { ...uk, grants: [grant('ulf', 'IU')] };

describe('issuing an invitation', () => {
  test('scenario 10: Ines gets it, with the documented sender and subject (I-01, I-02)', () => {
    expect(story(world()).after('MS', at, { ...issue, invitationId: 'inv1' }).events).toEqual([
      sent(at),
    ]);
  });

  test('without an invitationId the command lends its own', () => {
    const told = story(world()).after('MS', at, issue, { commandId: 'f00d' });
    expect(told.state).toMatchObject({ phase: 'Invited', fy: 2024, invitation: { id: 'f00d' } });
  });

  test('scenario 11: a location that was found not eligible is not invited', () => {
    const told = story(world({ eligibility: ineligible }));
    expect(told.when('MS', at, issue)).toMatchObject({
      left: { _tag: 'NotEligible', rule: 'L-01', evaluated: true, unmet: ineligible.unmet },
    });
  });

  test('a location that was never evaluated is not invited (L-06)', () => {
    const told = story(world({ eligibility: undefined }));
    expect(told.when('MS', at, issue)).toMatchObject({
      left: { _tag: 'NotEligible', evaluated: false, unmet: [] },
    });
  });

  test('scenario 13: nobody is invited to an open program (I-06)', () => {
    const told = story(world({ program: open }));
    expect(told.outcome('MS', at, { ...issue, programId: 'OPEN' })).toBe('ProgramIsOpenProgram');
  });

  test('scenario 16: without an incentives admin it is listed, reaches nobody, and is delivered once', () => {
    const listed = story(world({ location: noAdmin })).after('MS', at, issue);
    expect(listed.events[0]?.data).toMatchObject({
      recipients: [],
      emailed: false,
      namesIncentivesAdmin: false,
    });
    expect(listed.outcome('MS', '2024-02-02', { type: 'DeliverInvitation' })).toEqual([]);

    const delivered = listed
      .meanwhile('2024-02-03', { location: { ...noAdmin, grants: [grant('ivan', 'IA')] } })
      .after('MS', '2024-02-03', { type: 'DeliverInvitation' });
    expect(delivered.events.at(-1)).toMatchObject({
      type: 'InvitationDelivered',
      data: { recipients: ['ivan'] },
    });
    expect(delivered.state).toMatchObject({
      phase: 'Invited',
      since: instant(at),
      invitation: { recipients: ['ivan'], emailed: true, namesIncentivesAdmin: true },
    });

    const another = delivered.meanwhile('2024-02-04', { location: uk });
    expect(another.outcome('MS', '2024-02-04', { type: 'DeliverInvitation' })).toEqual([]);
  });

  test('scenario 17: by the preset fy21-nov account admins get it too', () => {
    const told = story({ ...world(), policy: policyPresets['fy21-nov'] }).after('MS', at, issue);
    expect(told.events[0]?.data).toMatchObject({ recipients: ['anna', 'ines'], emailed: true });
  });

  test('by the preset fy21-aug so do the global admins and the MPN partner admins', () => {
    const told = story({ ...world(), policy: policyPresets['fy21-aug'] }).after('MS', at, issue);
    expect(told.events[0]?.data).toMatchObject({ recipients: ['anna', 'gina', 'ines', 'max'] });
  });

  test('an account admin alone is no incentives admin: the delivery is still to come (I-03)', () => {
    const policy = policyPresets['fy21-nov'];
    const told = story({ ...world({ location: noAdmin }), policy }).after('MS', at, issue);
    expect(told.events[0]?.data).toMatchObject({
      recipients: ['anna'],
      emailed: true,
      namesIncentivesAdmin: false,
    });
  });

  test('who is incentives admin of all locations, or of this program only, is in scope (R-04)', () => {
    const location = { ...uk, grants: [grant('ines', 'IA', 'IR'), grant('ivan', 'IA', 'DB')] };
    const account = { ...contoso, grants: [grant('nils', 'IA')] };
    const told = story(world({ location, account })).after('MS', at, issue);
    expect(told.events[0]?.data).toMatchObject({ recipients: ['ines', 'nils'] });
  });

  test('scenario 18: with requirePmcMigration only after the migration (I-10)', () => {
    const before = story(
      world({ location: { ...uk, pmcMigrated: false } }, { requirePmcMigration: true }),
    );
    expect(before.outcome('MS', at, issue)).toBe('PmcMigrationRequired');
    const after = before.meanwhile(at, { location: uk });
    expect(after.outcome('MS', at, issue)).toEqual(['InvitationSent']);
  });

  test('scenario 19: not while the program is closed to enrollment', () => {
    const told = story(world({ program: { ...ir, status: 'Closed' } }));
    expect(told.when('MS', at, issue)).toMatchObject({
      left: { _tag: 'ProgramNotOpen', status: 'Closed' },
    });
  });

  test('scenario 20: one live invitation is enough (I-07)', () => {
    expect(story(world(), histories.Invited).outcome('MS', at, issue)).toEqual([]);
  });

  test('scenario 56: eligible again after losing it, the cycle is new and so is the banner', () => {
    const told = story(world(), [sent(), started(), ended('EligibilityLost')]).after(
      'MS',
      '2024-05-01',
      { ...issue, invitationId: 'inv2' },
    );
    expect(told.state).toMatchObject({
      phase: 'Invited',
      invitation: { id: 'inv2' },
      bannerSelectedBy: [],
    });
  });

  test('nobody is invited between terms', () => {
    const gap = program('IR', ir.criteria[0]?.criteria ?? [], { terms: [term(2025)] });
    expect(story(world({ program: gap })).outcome('MS', at, issue)).toBe('NoTermInForce');
  });
});

describe('opting out', () => {
  const out = story(world(), histories.Complete).after('ines', '2024-05-01', { type: 'OptOut' });

  test('ends the enrollment, for the rest of the term', () => {
    expect(out.state).toMatchObject({ phase: 'Ended', endReason: 'OptedOut', fy: 2024 });
    expect(out.outcome('MS', '2024-05-02', issue)).toBe('OptedOutThisYear');
  });

  test('in the next term there is a new invitation', () => {
    expect(out.outcome('MS', '2024-07-01', issue)).toEqual(['InvitationSent']);
  });

  test('between terms there is no term to be opted out of', () => {
    const gap = { ...ir, terms: [term(2024), term(2025, { startsAt: instant('2024-08-01') })] };
    expect(out.meanwhile('2024-05-02', { program: gap }).outcome('MS', '2024-07-15', issue)).toBe(
      'NoTermInForce',
    );
  });
});

describe('the banner (I-04)', () => {
  const select = { type: 'SelectBanner' } as const;

  test('scenario 14 and 15: selecting it takes it away from her, once, and accepts nothing', () => {
    const once = story(world(), histories.Invited).after('ines', '2024-02-02', select);
    expect(once.state).toMatchObject({ phase: 'Invited', bannerSelectedBy: ['ines'] });
    expect(once.outcome('ines', '2024-02-03', select)).toEqual([]);
  });

  test('it is each one for themselves', () => {
    const both = { ...uk, grants: [grant('ines', 'IA'), grant('ivan', 'IA')] };
    const told = story(world({ location: both }), histories.Invited)
      .after('ines', '2024-02-02', select)
      .after('ivan', '2024-02-03', select);
    expect(told.state).toMatchObject({ bannerSelectedBy: ['ines', 'ivan'] });
  });

  test('a recipient who is no incentives admin has one too', () => {
    const told = story(world(), [sent(at, { recipients: [user('anna')] })]);
    expect(told.outcome('anna', '2024-02-02', select)).toEqual(['InvitationBannerSelected']);
    expect(told.outcome('anna', '2024-02-02', { type: 'StartEnrollment' })).toBe(
      'NotIncentivesAdmin',
    );
  });

  test('nobody else has, not even Microsoft; whoever appoints incentives admins can help', () => {
    const told = story(world(), histories.Invited);
    expect(told.when('ulf', '2024-02-02', select)).toMatchObject({
      left: { _tag: 'NotAuthorized', rule: 'I-04', fixableBy: ['anna', 'gina'] },
    });
    expect(told.outcome('MS', '2024-02-02', select)).toBe('NotAuthorized');
  });

  test('an open program never has one', () => {
    expect(
      story(world({ program: open })).outcome('ines', at, { ...select, programId: 'OPEN' }),
    ).toBe('NotInvited');
  });
});

describe('the validity of an invitation (I-08)', () => {
  const expire = { type: 'ExpireInvitation' } as const;

  test('by default it lasts until the term ends', () => {
    expect(story(world(), histories.Invited).when('MS', '2024-06-30', expire)).toMatchObject({
      left: { _tag: 'InvitationStillValid', until: null },
    });
  });

  test('with invitationValidity it ends on the day, and whoever is still eligible is invited anew', () => {
    const told = story(world({}, { invitationValidity: 30 }), [sent('2024-02-01')]);
    expect(told.when('MS', '2024-03-01', expire)).toMatchObject({
      left: { until: '2024-03-02T00:00:00.000Z', fixableBy: [] },
    });
    const over = told.after('MS', '2024-03-02', expire);
    expect(over.state).toMatchObject({
      phase: 'Ended',
      endReason: 'InvitationExpired',
      fy: fy(2024),
    });
    expect(over.outcome('MS', '2024-03-03', issue)).toEqual(['InvitationSent']);
  });
});

test('eligible means by the last evaluation (L-06)', () => {
  expect(story(world({ eligibility: eligible })).outcome('MS', at, issue)).toEqual([
    'InvitationSent',
  ]);
});
