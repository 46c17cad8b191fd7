import { describe, expect, test } from '@jest/globals';
import { views } from '../src/views.js';
import { asked, given } from './ask.js';
import {
  account,
  chosen,
  complete,
  designation,
  details,
  eligibility,
  enrollment,
  firstTransaction,
  inProgress,
  invited,
  location,
  membership,
  mpn,
  program,
  validating,
} from './contoso.js';
import type { Happened } from './history.js';

const march = '2024-03-04T12:00';

const legacy = (active: boolean, ...more: ReadonlyArray<Happened>) =>
  given(
    {
      stream: 'enrollment-IR_Contoso',
      at: '2023-08-01',
      type: 'LegacyEnrollmentImported',
      data: { programId: 'IR', pga: 'Contoso', accountKind: 'PGA', active: true },
      account: 'Contoso',
    },
    {
      stream: 'enrollment-IR_Contoso',
      at: '2023-09-01',
      type: 'LegacyActiveSet',
      data: { programId: 'IR', pga: 'Contoso', active },
      account: 'Contoso',
    },
    account('RoleAssigned', {
      userId: 'nils',
      role: 'IU',
      programs: 'all',
      by: 'gina',
      allLocations: true,
    }),
    ...more,
  );

describe('the enrollment overview (§3.5)', () => {
  test('a row says everything the page needs, and no more', () => {
    expect(given(...complete).status('ines', 'IR', 'UK', '2024-03-06')).toEqual({
      programId: 'IR',
      pla: 'UK',
      fy: 2024,
      status: 'Enrolled',
      statusRule: 'S12',
      actions: [],
      resources: ['https://example.com/IR'],
      since: '2024-03-05T09:00:00.000Z',
      earningsStart: '2024-03-01',
      label: 'Enrolled',
    });
  });

  test('rows come by program, then location', () => {
    const rows = given(
      ...complete,
      account('RoleAssigned', {
        userId: 'ines',
        role: 'IA',
        programs: 'all',
        by: 'gina',
        allLocations: true,
      }),
    ).overview('ines', march);
    expect(rows.map(({ programId, pla }) => [programId, pla])).toEqual([
      ['IR', 'UK'],
      ['OPEN', 'FR'],
      ['OPEN', 'UK'],
    ]);
  });

  test('labels follow the locale', () => {
    const { rows } = given(...complete);
    const french = views.overview(rows, { ...asked('ines', march), locale: 'fr-FR' });
    expect(french.map(({ label }) => label)).toEqual(['Inscrit', 'Invité']);
  });

  test('a program without a guide has no resources', () => {
    const world = given(
      program('NEW', 'ProgramDefined', {
        name: 'New',
        criteria: [],
        payoutRules: { paymentMethods: [], currencies: [], payingEntities: [], taxForms: [] },
      }),
      program('NEW', 'ProgramOpened'),
    );
    expect(world.status('ines', 'NEW', 'UK', march)).toMatchObject({ resources: [], fy: null });
  });

  test('scenario 9: with the first transaction outstanding, Ines sees Ineligible and the link', () => {
    const world = given(
      eligibility('IR', 'UK', [mpn, membership, designation], [firstTransaction], '2024-01-05'),
    );
    expect(world.status('ines', 'IR', 'UK', march)).toMatchObject({
      status: 'Ineligible',
      statusRule: 'S4',
      actions: ['SeeEligibilityRequirements'],
      since: null,
      fy: 2024,
    });
  });

  test('scenario 12: an open program shows the incentives admin a virtual invitation, nobody else a row', () => {
    const world = given();
    expect(world.status('ines', 'OPEN', 'UK', march)).toMatchObject({
      status: 'Invited',
      statusRule: 'S8',
      actions: ['Enroll'],
      since: null,
      earningsStart: null,
    });
    expect(world.inbox('ines', march)).toEqual([]);
    expect(world.status('ulf', 'OPEN', 'UK', march)).toBeUndefined();
  });

  test('scenario 14: after the banner is selected the overview still shows Invited with Enroll', () => {
    const selected = enrollment(
      'IR',
      'UK',
      'InvitationBannerSelected',
      { invitationId: 'inv-1', userId: 'ines' },
      '2024-02-02',
    );
    expect(given(...invited, selected).status('ines', 'IR', 'UK', march)).toMatchObject({
      status: 'Invited',
      actions: ['Enroll'],
      since: '2024-02-01T00:00:00.000Z',
    });
  });

  test('scenario 19: a closed program is Inactive for a location that meets the criteria', () => {
    const world = given(
      program('DB', 'ProgramClosed', {}, '2024-01-01'),
      eligibility('DB', 'UK', [mpn, designation], [], '2024-01-05'),
    );
    expect(world.status('ines', 'DB', 'UK', march)).toMatchObject({
      status: 'Inactive',
      statusRule: 'S7',
      actions: [],
    });
  });

  test('scenario 21: once started, Ines sees Action required and Ulf sees Enrolling', () => {
    const world = given(...inProgress);
    expect(world.status('ines', 'IR', 'UK', march)).toMatchObject({
      status: 'ActionRequired',
      statusRule: 'S10',
      actions: ['AddTaxProfile'],
      since: '2024-03-01T00:00:00.000Z',
    });
    expect(world.status('ulf', 'IR', 'UK', march)).toMatchObject({
      status: 'Enrolling',
      statusRule: 'S10',
      actions: [],
    });
  });

  test('with nothing missing, the one action is to continue to payment and tax', () => {
    expect(given(...chosen).status('ines', 'IR', 'UK', march)?.actions).toEqual([
      'ContinueToPaymentAndTax',
    ]);
  });

  test('scenario 27: once submitted, Ines sees Validating enrollment without an action, Ulf Enrolling', () => {
    const world = given(...validating);
    expect(world.status('ines', 'IR', 'UK', march)).toMatchObject({
      status: 'ValidatingEnrollment',
      actions: [],
    });
    expect(world.status('ulf', 'IR', 'UK', march)).toMatchObject({ status: 'Enrolling' });
  });

  test('scenario 28: once validated, both see Enrolled', () => {
    const world = given(...complete);
    expect(world.status('ines', 'IR', 'UK', march)?.status).toBe('Enrolled');
    expect(world.status('ulf', 'IR', 'UK', march)?.status).toBe('Enrolled');
  });

  test('scenario 29: a rejected submission asks for what the reason says', () => {
    const rejected = enrollment(
      'IR',
      'UK',
      'ProfileRejected',
      { submissionId: 's1', reasons: ['AccountHolderNameMismatch'] },
      '2024-03-05T09:00',
    );
    expect(given(...validating, rejected).status('ines', 'IR', 'UK', '2024-03-06')).toMatchObject({
      status: 'ActionRequired',
      actions: ['FixBankProfile'],
    });
  });

  test('scenario 33: a tax profile that expired asks for an update', () => {
    const world = given(
      ...complete,
      location('UK', 'TaxProfileExpired', { taxProfileId: 'Tax1' }, '2024-09-30'),
      enrollment(
        'IR',
        'UK',
        'ProfileUpdateRequired',
        { reasons: ['TaxProfileExpired'] },
        '2024-09-30',
      ),
    );
    expect(world.status('ines', 'IR', 'UK', '2024-10-01')).toMatchObject({
      status: 'ActionRequired',
      actions: ['UpdateTaxProfile'],
      earningsStart: '2024-03-01',
    });
  });

  test('scenario 50: a discontinued program is Discontinued at once, for everybody in scope', () => {
    const world = given(
      ...complete,
      program('IR', 'ProgramDiscontinued', { at: '2024-05-01T00:00:00.000Z' }, '2024-05-01'),
    );
    for (const viewer of ['ines', 'ulf']) {
      expect(world.status(viewer, 'IR', 'UK', '2024-05-01')).toMatchObject({
        status: 'Discontinued',
        statusRule: 'S2',
        actions: [],
      });
    }
  });

  test('scenario 57: a legacy enrollment no longer active is Inactive, for those with all locations', () => {
    expect(legacy(false).status('nils', 'IR', 'Contoso', march)).toMatchObject({
      status: 'Inactive',
      statusRule: 'S3',
      fy: null,
    });
    expect(legacy(true).status('nils', 'IR', 'Contoso', march)).toMatchObject({
      status: 'Enrolled',
      since: '2023-08-01T00:00:00.000Z',
    });
    expect(legacy(false).status('ines', 'IR', 'Contoso', march)).toBeUndefined();
  });

  test('a legacy enrollment that was ended stays one, and Inactive (S3, S6)', () => {
    const ended = enrollment(
      'IR',
      'Contoso',
      'EnrollmentEnded',
      { endReason: 'OptedOut', at: '2024-01-01T00:00:00.000Z' },
      '2024-01-01',
    );
    expect(legacy(true, ended).status('nils', 'IR', 'Contoso', march)).toMatchObject({
      status: 'Inactive',
      statusRule: 'S6',
    });
    expect(legacy(false, ended).status('nils', 'IR', 'Contoso', march)?.statusRule).toBe('S3');
  });

  test('a legacy enrollment counts from when it is said to have begun', () => {
    const since = '2019-07-01T00:00:00.000Z';
    const world = given(
      {
        stream: 'enrollment-DB_Contoso',
        at: '2023-08-01',
        type: 'LegacyEnrollmentImported',
        data: { programId: 'DB', pga: 'Contoso', accountKind: 'vOrg', active: true, since },
        account: 'Contoso',
      },
      account('RoleAssigned', {
        userId: 'nils',
        role: 'IA',
        programs: 'all',
        by: 'gina',
        allLocations: true,
      }),
    );
    expect(world.status('nils', 'DB', 'Contoso', march)?.since).toBe(since);
  });

  test('a restartable enrollment of an open program looks as if nothing had begun', () => {
    const world = given(
      enrollment(
        'OPEN',
        'UK',
        'EnrollmentStarted',
        { fy: 2024, by: 'ines', taxProfileIds: [], draft: { bank: [] } },
        '2024-01-10',
      ),
      enrollment(
        'OPEN',
        'UK',
        'EnrollmentEnded',
        { endReason: 'NoNextTerm', at: '2024-02-01T00:00:00.000Z' },
        '2024-02-01',
      ),
    );
    expect(world.status('ines', 'OPEN', 'UK', march)).toMatchObject({
      status: 'Invited',
      statusRule: 'S8',
      fy: 2024,
      since: null,
    });
  });

  test('requirementsLinkAlways puts the link under every status of a program with criteria (L-03)', () => {
    const policy = { requirementsLinkAlways: true };
    const world = given(...complete);
    expect(world.status('ines', 'IR', 'UK', march, policy)?.actions).toEqual([
      'SeeEligibilityRequirements',
    ]);
    expect(world.status('ines', 'OPEN', 'UK', march, policy)?.actions).toEqual(['Enroll']);
  });

  test('overviewViewers lets a global admin look, who then sees Enrolling (C-06)', () => {
    const policy = { overviewViewers: ['IA', 'IU', 'GA'] as const };
    const world = given(...validating);
    expect(world.overview('gina', march)).toEqual([]);
    expect(world.status('gina', 'IR', 'UK', march, policy)?.status).toBe('Enrolling');
  });

  test('an incentives admin sees the overview whatever the switch says', () => {
    const policy = { overviewViewers: ['MPA'] as const };
    const world = given(...complete);
    expect(world.status('ines', 'IR', 'UK', march, policy)?.status).toBe('Enrolled');
    expect(world.overview('ulf', march, policy)).toEqual([]);
  });

  test('after an update the phase began anew, and what was earned from stays (E-08, E-09)', () => {
    const updated = enrollment(
      'IR',
      'UK',
      'ProfileSubmitted',
      { submissionId: 's2', kind: 'update', details, by: 'ines' },
      '2024-04-01',
    );
    expect(given(...complete, updated).status('ines', 'IR', 'UK', '2024-04-02')).toMatchObject({
      status: 'ValidatingEnrollment',
      since: '2024-04-01T00:00:00.000Z',
      earningsStart: '2024-03-01',
    });
  });

  test('a submission that supersedes another does not change since when it is Validating (E-07)', () => {
    const superseding = enrollment(
      'IR',
      'UK',
      'ProfileSubmitted',
      { submissionId: 's2', kind: 'initial', details, by: 'ines', supersedes: 's1' },
      '2024-03-04T11:00',
    );
    expect(given(...validating, superseding).status('ines', 'IR', 'UK', march)?.since).toBe(
      '2024-03-04T10:00:00.000Z',
    );
  });

  test('nobody without an incentives role sees a row, nor does Microsoft', () => {
    const world = given(...complete);
    for (const viewer of ['gina', 'anna', 'max', 'nils', 'stranger', 'system:MS', '']) {
      expect(world.overview(viewer, march)).toEqual([]);
    }
    expect(world.overview({ kind: 'system', id: 'MS' }, march)).toEqual([]);
  });

  test('an enrollment at a location that lost eligibility ended Ineligible (S5)', () => {
    const world = given(
      ...complete,
      enrollment(
        'IR',
        'UK',
        'EnrollmentEnded',
        { endReason: 'EligibilityLost', at: '2024-04-10T00:00:00.000Z' },
        '2024-04-10',
      ),
    );
    // The last evaluation still says eligible: waiting for a new invitation.
    expect(world.status('ines', 'IR', 'UK', '2024-04-11')).toMatchObject({
      status: 'Inactive',
      statusRule: 'S5',
      since: '2024-04-10T00:00:00.000Z',
      earningsStart: null,
    });
  });
});
