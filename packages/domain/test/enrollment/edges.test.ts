import { describe, expect, test } from '@jest/globals';
import { isLive } from '../../src/enrollment/state.js';
import { outcomeAt } from '../../src/enrollment/rules/roll-forward.js';
import { currentPolicy } from '../../src/vocabulary/policy.js';
import { contoso as stories } from '../contoso.js';
import { contoso, fy, grant, instant, ir, partner, programId, uk, user } from './contoso.js';
import { histories, sent } from './histories.js';
import { story, world } from './story.js';

const at = '2024-04-01';

describe('what a refusal says of an enrollment that never was (§3.4.4)', () => {
  test.each([
    ['MS', { type: 'DeliverInvitation' as const }],
    ['MS', { type: 'EndEnrollment' as const, endReason: 'OptedOut' }],
    ['ines', { type: 'OptOut' as const }],
  ])('%s %j: its phase is None', (actor, command) => {
    expect(story(world()).when(actor, at, command)).toMatchObject({ left: { phase: 'None' } });
  });
});

describe('whose the banner is (I-04)', () => {
  const banner = { type: 'SelectBanner' as const };

  test('given no invitation, then nobody’s but an incentives admin’s', () => {
    expect(story(world()).outcome('nils', at, banner)).toBe('NotAuthorized');
    expect(story(world()).outcome('ines', at, banner)).toBe('NotInvited');
  });

  test('given several recipients, then each of them', () => {
    const invitation = sent();
    const told = story(world(), [
      { ...invitation, data: { ...invitation.data, recipients: [user('gina'), user('nils')] } },
    ]);
    expect(told.outcome('nils', at, banner)).toEqual(['InvitationBannerSelected']);
    expect(told.outcome('anna', at, banner)).toBe('NotAuthorized');
  });
});

describe('what a boundary finds missing as of its instant (§6.2)', () => {
  const state = story(world(), histories.Invited).state;
  const request = {
    place: { programId: programId('IR'), pla: partner('UK') },
    commandId: 'c1',
    policy: currentPolicy,
  };
  const boundary = { fy: fy(2024), at: instant('2024-07-01'), account: contoso };
  const judged = (more: Pick<Parameters<typeof outcomeAt>[0], 'program' | 'location'>) => {
    if (!isLive(state)) throw new Error('not live');
    return outcomeAt({ ...boundary, ...more }, state, request);
  };

  test('RF1: no program', () => {
    expect(judged({ program: undefined, location: uk })).toMatchObject([
      { data: { endReason: 'NoNextTerm' } },
    ]);
  });

  test('RF2: no location', () => {
    expect(judged({ program: ir, location: undefined })).toMatchObject([
      { data: { endReason: 'AgreementLapsed' } },
    ]);
  });

  test.each([
    [true, true, ['EnrollmentEnded', 'InvitationSent']],
    [true, false, ['EnrollmentEnded', 'InvitationSent']],
    [false, false, ['EnrollmentEnded', 'InvitationSent']],
    [false, true, ['EnrollmentEnded']],
  ])('RF4: migrated %s, migration required %s (I-10)', (pmcMigrated, required, types) => {
    const told = story(
      world({ location: { ...uk, pmcMigrated } }, { requirePmcMigration: required }),
      histories.Invited,
    );
    expect(told.outcome('MS', '2024-07-02', { type: 'RollForward' })).toEqual(types);
  });
});

describe('where an account is named instead of a location (E-13, §3.4.3)', () => {
  test('the migration that a location may lack is not asked of it', () => {
    const start = { type: 'StartEnrollment' as const, programId: 'IR', pla: 'Contoso' };
    const account = { ...contoso, grants: [grant('nils', 'IA')] };
    const refused = (requirePmcMigration: boolean) =>
      story(world({ account }, { requirePmcMigration })).outcome('nils', at, start);
    expect(refused(true)).toBe(refused(false));
    expect(refused(true)).not.toBe('PmcMigrationRequired');
  });
});

describe('the boundaries a decision knows (F-05)', () => {
  test.each([
    { type: 'RollForward' as const, pla: 'UK' },
    { type: 'SetLegacyActive' as const, pga: 'Contoso', active: true },
  ])('none, given nothing to roll: $type', (command) => {
    expect(stories.facts('MS', at, { programId: 'IR', ...command })).toMatchObject({
      boundaries: [],
    });
  });
});
