import { describe, expect, test } from '@jest/globals';
import type { PayoutDetails } from '../../src/vocabulary/payout.js';
import {
  bank,
  bankId,
  code,
  contoso,
  currency,
  details,
  entity,
  grant,
  instant,
  ir,
  open,
  rules,
  tax1,
  uk,
  user,
} from './contoso.js';
import { chosen, ended, histories, rejected, sent, started, submitted } from './histories.js';
import { story, world } from './story.js';

const start = { type: 'StartEnrollment' } as const;
const submit = { type: 'SubmitProfile' } as const;
const choose = (choice: PayoutDetails) =>
  ({ type: 'ChoosePayoutDetails', details: choice }) as const;
const verdict = (
  submissionId: string,
  value: 'valid' | 'invalid',
  reasons?: ReadonlyArray<string>,
) =>
  ({ type: 'RecordVerdict', submissionId, verdict: value, ...(reasons && { reasons }) }) as const;

const withDefault = {
  ...uk,
  defaultBank: { bankProfileId: bankId('Bank1'), currency: currency('EUR') },
};
const complete = story(world(), histories.Complete);

describe('starting', () => {
  test('scenario 4: a global admin is no incentives admin until she makes herself one (R-05)', () => {
    const told = story(world(), histories.Invited);
    expect(told.when('gina', '2024-02-10', start)).toMatchObject({
      left: { _tag: 'NotIncentivesAdmin', rule: 'R-01', fixableBy: ['anna', 'gina'] },
    });
    const assigned = told.meanwhile('2024-02-10', {
      location: { ...uk, grants: [...uk.grants, grant('gina', 'IA', 'IR')] },
    });
    expect(assigned.outcome('gina', '2024-02-10', start)).toEqual(['EnrollmentStarted']);
  });

  test('scenario 6: the program must be in scope as well as the location (R-04)', () => {
    const told = story(
      world({ location: { ...uk, grants: [grant('ines', 'IA', 'DB')] } }),
      histories.Invited,
    );
    expect(told.outcome('ines', '2024-02-10', start)).toBe('NotIncentivesAdmin');
  });

  test('scenario 21: Ines accepts the invitation by enrolling (E-01)', () => {
    const told = story(world(), histories.Invited).after('ines', '2024-02-10', start);
    expect(told.state).toEqual({
      phase: 'InProgress',
      since: instant('2024-02-10'),
      fy: 2024,
      startedAt: instant('2024-02-10'),
      invitation: {
        id: 'inv1',
        sentAt: instant('2024-02-01'),
        recipients: ['ines'],
        emailed: true,
        namesIncentivesAdmin: true,
      },
      draft: { bank: [] },
      everCompleted: false,
      reasons: [],
    });
  });

  test('scenario 22: the default bank is the prefill and every tax profile is offered (E-02)', () => {
    const told = story(world({ location: withDefault }), histories.Invited).after(
      'ines',
      '2024-02-10',
      start,
    );
    expect(told.events.at(-1)?.data).toMatchObject({
      by: 'ines',
      fy: 2024,
      prefill: { bankProfileId: 'Bank1', currency: 'EUR' },
      taxProfileIds: ['Tax1'],
      draft: { bank: [{ payingEntity: 'MIOL', bankProfileId: 'Bank1' }], currency: 'EUR' },
    });
  });

  test('a later change of the default does not touch the prefill (T-23)', () => {
    const told = story(world({ location: withDefault }), histories.Invited)
      .after('ines', '2024-02-10', start)
      .meanwhile('2024-02-11', { location: uk });
    expect(told.state).toMatchObject({ draft: { currency: 'EUR' } });
  });

  test('the year is that of the invitation, also for a command dated before it', () => {
    const fresh = story(world(), histories.Invited).after('MS', '2024-07-01', {
      type: 'RollForward',
    });
    expect(fresh.after('ines', '2024-06-30', start).state).toMatchObject({ fy: 2025 });
  });

  test('a system is no person, whatever its name', () => {
    const location = { ...uk, grants: [grant('MS', 'IA')] };
    const told = story(world({ location }), [sent('2024-02-01', { recipients: [user('MS')] })]);
    expect(told.outcome('MS', '2024-02-10', start)).toBe('NotIncentivesAdmin');
    const banner = story(world(), told.events);
    expect(banner.outcome('MS', '2024-02-10', { type: 'SelectBanner' })).toBe('NotAuthorized');
  });

  test('scenario 35: once is enough', () => {
    expect(story(world(), histories.InProgress).when('ines', '2024-02-11', start)).toMatchObject({
      left: { _tag: 'AlreadyStarted', phase: 'InProgress' },
    });
  });

  test('scenario 38: in an open program there needs to be no stream', () => {
    const told = story(world({ program: open, eligibility: undefined }));
    const startOpen = { ...start, programId: 'OPEN' };
    expect(told.after('ines', '2024-02-10', startOpen).state).toMatchObject({
      phase: 'InProgress',
      fy: 2024,
    });
  });

  test('with requirePmcMigration an open program needs the migration too (I-10)', () => {
    const location = { ...uk, pmcMigrated: false };
    const told = story(world({ program: open, location }, { requirePmcMigration: true }));
    expect(told.outcome('ines', '2024-02-10', { ...start, programId: 'OPEN' })).toBe(
      'PmcMigrationRequired',
    );
  });
});

describe('restarting in an open program (§3.4.3)', () => {
  const startOpen = { ...start, programId: 'OPEN' };
  const after = (reason: Parameters<typeof ended>[0], location = uk) =>
    story(world({ program: open, location }), [started(), ended(reason)]);

  test('after most endings the door is open', () => {
    expect(after('NotCompletedInTerm').outcome('ines', '2024-05-01', startOpen)).toEqual([
      'EnrollmentStarted',
    ]);
  });

  test('not after opting out, until the next term', () => {
    expect(after('OptedOut').outcome('ines', '2024-05-01', startOpen)).toBe('NotInvited');
    expect(after('OptedOut').outcome('ines', '2024-07-01', startOpen)).toEqual([
      'EnrollmentStarted',
    ]);
  });

  test('after a lapsed agreement, once it is active again', () => {
    expect(
      after('AgreementLapsed', { ...uk, agreements: [] }).outcome('ines', '2024-05-01', startOpen),
    ).toBe('NotInvited');
    expect(after('AgreementLapsed').outcome('ines', '2024-05-01', startOpen)).toEqual([
      'EnrollmentStarted',
    ]);
  });

  test('a new cycle remembers nothing of the old (E-12)', () => {
    const told = story(world({ program: open }), [
      started(),
      submitted(),
      ended('NoNextTerm'),
    ]).after('ines', '2024-05-01', startOpen);
    expect(told.state).toEqual({
      phase: 'InProgress',
      since: instant('2024-05-01'),
      fy: 2024,
      startedAt: instant('2024-05-01'),
      draft: { bank: [] },
      everCompleted: false,
      reasons: [],
    });
  });
});

describe('choosing payout details', () => {
  const inProgress = story(world(), histories.InProgress);

  test('scenario 25: another bank than the default (E-03)', () => {
    const told = story(world({ location: withDefault }), histories.Invited)
      .after('ines', '2024-02-10', start)
      .after(
        'ines',
        '2024-02-11',
        choose({
          ...details,
          bank: [{ payingEntity: entity('MIOL'), bankProfileId: bankId('Bank2') }],
        }),
      )
      .after('ines', '2024-02-12', submit);
    expect(told.state).toMatchObject({
      phase: 'Validating',
      submission: { details: { bank: [{ bankProfileId: 'Bank2' }] } },
    });
  });

  test('the draft is replaced whole', () => {
    const told = inProgress.after(
      'ines',
      '2024-02-11',
      choose({ bank: [], currency: currency('GBP') }),
    );
    expect(told.state).toMatchObject({ draft: { bank: [], currency: 'GBP' } });
    expect(told.state).not.toHaveProperty('draft.taxProfileId');
  });

  test('the same choice again is no news (V-06)', () => {
    expect(inProgress.outcome('ines', '2024-02-11', choose(details))).toEqual([]);
  });

  test.each([
    [
      'a bank and a tax profile that do not exist',
      {
        bank: [{ payingEntity: entity('MIOL'), bankProfileId: bankId('Bank9') }],
        taxProfileId: tax1.taxProfileId,
      },
      { _tag: 'UnknownProfile', profileIds: ['Bank9'] },
    ],
    [
      'a method that the program does not allow',
      { bank: [], paymentMethod: code('LrdCreditNote') },
      {
        _tag: 'PaymentMethodNotAllowed',
        paymentMethod: 'LrdCreditNote',
        allowed: rules.paymentMethods,
      },
    ],
    [
      'a currency that the program does not allow',
      { bank: [], currency: currency('SEK') },
      { _tag: 'CurrencyNotAllowed', currency: 'SEK', allowed: rules.currencies },
    ],
  ] as const)('%s is refused, and Ines can fix it', (_, choice, refusal) => {
    expect(inProgress.when('ines', '2024-02-11', choose(choice))).toMatchObject({
      left: { ...refusal, fixableBy: ['ines'] },
    });
  });

  test('a tax profile of another location is unknown here (T-04)', () => {
    const told = story(world({ location: { ...uk, taxProfiles: [] } }), histories.InProgress);
    expect(
      told.when('ines', '2024-02-11', choose({ ...details, currency: currency('GBP') })),
    ).toMatchObject({
      left: { _tag: 'UnknownProfile', profileIds: ['Tax1'] },
    });
  });

  test.each(['Validating', 'Complete'] as const)('in %s only the draft changes (E-14)', (phase) => {
    const before = story(world(), histories[phase]);
    const told = before.after('ines', '2024-04-01', choose({ bank: [] }));
    expect(told.state).toEqual({ ...before.state, draft: { bank: [] } });
  });
});

describe('submitting', () => {
  test('scenario 24: without a currency the details are incomplete', () => {
    const { currency: _, ...rest } = details;
    const told = story(world(), [...histories.InProgress, chosen(rest)]);
    expect(told.when('ines', '2024-03-04', submit)).toMatchObject({
      left: { _tag: 'DetailsIncomplete', missing: ['Currency'], fixableBy: ['ines'] },
    });
  });

  test('scenario 27: a complete choice goes to Microsoft', () => {
    const told = story(world(), histories.InProgress).after('ines', '2024-03-04T10:00:00', {
      ...submit,
      submissionId: 's1',
    });
    expect(told.events.at(-1)).toEqual(submitted());
    expect(told.state).toMatchObject({
      phase: 'Validating',
      since: instant('2024-03-04T10:00:00'),
      submission: { id: 's1', at: instant('2024-03-04T10:00:00'), kind: 'initial', details },
    });
  });

  test('it goes there even if every profile is approved already (E-06), and without an id the command lends its own', () => {
    const told = story(world(), histories.InProgress).after('ines', '2024-03-04', submit, {
      commandId: 'c0ffee',
    });
    expect(told.state).toMatchObject({ phase: 'Validating', submission: { id: 'c0ffee' } });
  });

  test('scenario 32: new details of a complete enrollment are an update, and it keeps what it earned (E-08, E-09)', () => {
    const update = complete
      .after('ines', '2024-04-01', choose({ ...details, currency: currency('GBP') }))
      .after('ines', '2024-04-02', { ...submit, submissionId: 's2' });
    expect(update.state).toMatchObject({
      phase: 'Validating',
      everCompleted: true,
      submission: { kind: 'update' },
      validated: details,
      earningsStart: '2024-03-01',
    });
    const again = update.after('MS', '2024-05-20', verdict('s2', 'valid'));
    expect(again.state).toMatchObject({
      phase: 'Complete',
      firstCompletedAt: instant('2024-03-05T09:00:00'),
      earningsStart: '2024-03-01',
      validated: { currency: 'GBP' },
    });
  });

  test('scenario 34: not before starting', () => {
    expect(story(world(), histories.Invited).when('ines', '2024-02-11', submit)).toMatchObject({
      left: { _tag: 'NotStarted', phase: 'Invited', fixableBy: ['ines'] },
    });
  });

  test('scenario 36: an incentives user cannot (R-10)', () => {
    expect(story(world(), histories.InProgress).when('ulf', '2024-03-04', submit)).toMatchObject({
      left: { _tag: 'NotIncentivesAdmin', pla: 'UK', programId: 'IR', fixableBy: ['anna', 'gina'] },
    });
  });

  test('what the program has come to forbid is named as such', () => {
    const strict = {
      ...ir,
      payoutRules: [{ payoutRules: { ...rules, currencies: [currency('GBP')] } }],
    };
    expect(
      story(world({ program: strict }), histories.InProgress).outcome('ines', '2024-03-04', submit),
    ).toBe('CurrencyNotAllowed');
  });

  test('scenario 41: B supersedes A; a verdict on A is stale, one on B is accepted (E-07)', () => {
    const told = story(world(), histories.Validating).after('ines', '2024-03-05', {
      ...submit,
      submissionId: 's2',
    });
    expect(told.when('MS', '2024-03-06', verdict('s1', 'valid'))).toMatchObject({
      left: { _tag: 'StaleSubmission', submissionId: 's1', current: 's2' },
    });
    expect(told.outcome('MS', '2024-03-06', verdict('s2', 'valid'))).toEqual(['ProfileValidated']);
  });

  test('resubmitting restarts the clock but not the phase (E-07)', () => {
    const told = story(world(), histories.Validating).after('ines', '2024-03-05', {
      ...submit,
      submissionId: 's2',
    });
    expect(told.state).toMatchObject({
      since: instant('2024-03-04T10:00:00'),
      submission: { at: instant('2024-03-05') },
    });
  });

  test('the same id with other details is another submission', () => {
    const told = story(world(), histories.Validating)
      .after('ines', '2024-03-05', choose({ ...details, currency: currency('GBP') }))
      .after('ines', '2024-03-05', { ...submit, submissionId: 's1' });
    expect(told.state).toMatchObject({ submission: { details: { currency: 'GBP' } } });
  });

  test('handing in the same submission again is no news (V-06)', () => {
    const told = story(world(), histories.Validating);
    expect(told.outcome('ines', '2024-03-05', { ...submit, submissionId: 's1' })).toEqual([]);
  });
});

describe('the verdict', () => {
  const validating = story(world(), histories.Validating);

  test('scenario 28: valid, the enrollment is complete and earns from the first of the month (E-05, E-10)', () => {
    expect(validating.after('MS', '2024-03-05T09:00:00', verdict('s1', 'valid')).state).toEqual({
      ...story(world(), histories.InProgress).state,
      phase: 'Complete',
      since: instant('2024-03-05T09:00:00'),
      everCompleted: true,
      firstCompletedAt: instant('2024-03-05T09:00:00'),
      earningsStart: '2024-03-01',
      validated: details,
      reasons: undefined,
    });
  });

  test('by earningsStartBasis submittedAt the month of the submission counts', () => {
    const told = story(world({}, { earningsStartBasis: 'submittedAt' }), [
      ...histories.InProgress,
      submitted('2024-03-31T23:00:00'),
    ]).after('MS', '2024-04-02', verdict('s1', 'valid'));
    expect(told.state).toMatchObject({ earningsStart: '2024-03-01' });
  });

  test('scenario 29 and 30: invalid, it goes back with the reasons; corrected, it is enrolled', () => {
    const back = validating.after(
      'MS',
      '2024-03-05T09:00:00',
      verdict('s1', 'invalid', ['AccountHolderNameMismatch', 'AccountHolderNameMismatch']),
    );
    expect(back.events.at(-1)).toEqual(rejected());
    expect(back.state).toMatchObject({
      phase: 'InProgress',
      reasons: ['AccountHolderNameMismatch'],
    });
    const enrolled = back
      .after('ines', '2024-03-06', { ...submit, submissionId: 's2' })
      .after('MS', '2024-03-07', verdict('s2', 'valid'));
    expect(enrolled.state).toMatchObject({ phase: 'Complete' });
    expect(enrolled.state).not.toHaveProperty('reasons');
  });

  test('scenario 37: an unknown submission is stale; without a running one there is nothing to judge', () => {
    expect(validating.outcome('MS', '2024-03-05', verdict('s9', 'valid'))).toBe('StaleSubmission');
    expect(complete.outcome('MS', '2024-03-06', verdict('s1', 'valid'))).toBe('NotValidating');
  });

  test.each([undefined, []])('a rejection says why (%j)', (reasons) => {
    expect(validating.outcome('MS', '2024-03-05', verdict('s1', 'invalid', reasons))).toBe(
      'ReasonsRequired',
    );
  });

  test('it stands although the submitter has lost the role (R-14, scenario 7)', () => {
    const told = validating.meanwhile('2024-03-05', { location: { ...uk, grants: [] } });
    expect(told.after('MS', '2024-03-06', verdict('s1', 'valid')).state?.phase).toBe('Complete');
  });

  test('it concerns the copy in the submission, not the draft (E-14)', () => {
    const told = validating
      .after('ines', '2024-03-05', choose({ bank: [] }))
      .after('MS', '2024-03-06', verdict('s1', 'valid'));
    expect(told.state).toMatchObject({ validated: details, draft: { bank: [] } });
  });

  test('of a person it is refused, and nobody of the partner can change that', () => {
    expect(validating.when('gina', '2024-03-05', verdict('s1', 'valid'))).toMatchObject({
      left: { _tag: 'NotAuthorized', fixableBy: [] },
    });
  });
});

describe('requiring an update', () => {
  const require = (...reasons: ReadonlyArray<string>) =>
    ({ type: 'RequireProfileUpdate', reasons }) as const;
  const expired = { ...uk, taxProfiles: [{ ...tax1, expiresOn: instant('2024-09-30') }] };

  test('scenario 33: a tax profile that expired sends a complete enrollment back', () => {
    const told = story(world({ location: expired }), histories.Complete)
      .after('MS', '2024-07-01', { type: 'RollForward' })
      .after('MS', '2024-09-30', require('TaxProfileExpired'), { causationId: 'e1' });
    expect(told.state).toMatchObject({
      phase: 'InProgress',
      reasons: ['TaxProfileExpired'],
      everCompleted: true,
      earningsStart: '2024-03-01',
    });
  });

  test('while validating it voids the submission (E-15)', () => {
    const told = story(world(), histories.Validating).after(
      'MS',
      '2024-03-05',
      require('DocumentMissing'),
    );
    expect(told.outcome('MS', '2024-03-06', verdict('s1', 'valid'))).toBe('NotValidating');
  });

  test('new reasons join those outstanding (§5.4)', () => {
    const told = story(world(), [...histories.Validating, rejected()]).after(
      'MS',
      '2024-03-06',
      require('DocumentMissing', 'AccountHolderNameMismatch'),
    );
    expect(told.state).toMatchObject({
      since: instant('2024-03-05T09:00:00'),
      reasons: ['AccountHolderNameMismatch', 'DocumentMissing'],
    });
  });

  test.each(['InProgress', 'Validating', 'Complete'] as const)('it says why, in %s', (phase) => {
    expect(story(world(), histories[phase]).outcome('MS', '2024-04-01', require())).toBe(
      'ReasonsRequired',
    );
  });
});

describe('a program that stops (§6.3)', () => {
  test('scenario 50: discontinued, nothing can be started or submitted any more', () => {
    const stopped = { program: { ...ir, status: 'Discontinued' as const } };
    const outcome = (phase: 'Invited' | 'InProgress', command: typeof start | typeof submit) =>
      story(world(), histories[phase])
        .meanwhile('2024-05-01', stopped)
        .outcome('ines', '2024-05-01', command);
    expect(outcome('Invited', start)).toBe('ProgramDiscontinued');
    expect(outcome('InProgress', submit)).toBe('ProgramDiscontinued');
  });

  test('closed to enrollment, running cycles go on', () => {
    const told = story(world({ program: { ...ir, status: 'Closed' } }), histories.InProgress)
      .after('ines', '2024-05-01', { ...submit, submissionId: 's2' })
      .after('MS', '2024-05-02', verdict('s2', 'valid'));
    expect(told.state?.phase).toBe('Complete');
  });
});

test('scenario 45: removing the default leaves a complete enrollment as it is (T-23)', () => {
  const told = story(world({ location: withDefault }), histories.Complete).meanwhile('2024-04-01', {
    location: uk,
  });
  expect(told.outcome('MS', '2024-07-01', { type: 'RollForward' })).toEqual([
    'FiscalYearRolledForward',
  ]);
});

test('a bank profile that needs action keeps the details from being submitted (T-24)', () => {
  const account = { ...contoso, bankProfiles: [bank('Bank1', 'ActionRequired')] };
  const told = story(world({ account }), [sent(), started()]);
  expect(told.when('ines', '2024-03-04', submit)).toMatchObject({
    left: { missing: ['BankProfileActionRequired'] },
  });
});
