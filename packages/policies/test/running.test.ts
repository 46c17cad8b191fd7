import { describe, expect, test } from '@jest/globals';
import { mpn, noRules } from './contoso.js';
import { running, type Json } from './running.js';

const place = { programId: 'IR', pla: 'UK' };
const agreement = { type: 'ActivateAgreement', pla: 'UK', kind: 'MpnAgreement' } as const;
const term = (fy: number) => ({ type: 'ScheduleTerm', programId: 'IR', fy }) as const;

const account: ReadonlyArray<Json> = [
  { type: 'AssociateTenant', tenantId: 'contoso.com', pga: 'Contoso' },
  {
    type: 'RegisterAccount',
    pga: 'Contoso',
    name: 'Contoso',
    country: 'GB',
    tenantId: 'contoso.com',
    globalAdmin: { userId: 'gina', name: 'Gina', email: 'gina@contoso.com' },
  },
];

const location: Json = {
  type: 'RegisterLocation',
  pga: 'Contoso',
  pla: 'UK',
  name: 'UK',
  country: 'GB',
};

const program: ReadonlyArray<Json> = [
  { type: 'DefineProgram', programId: 'IR', name: 'IR', criteria: [mpn], payoutRules: noRules },
  term(2024),
  term(2025),
  term(2026),
  { type: 'OpenProgram', programId: 'IR' },
];

const grant: Json = {
  type: 'AssignRole',
  pga: 'Contoso',
  userId: 'gina',
  role: 'IA',
  location: 'UK',
  programs: 'all',
};

/** UK is enrolled in IR from August 2023 on, with Tax1. */
const enrolled = async (until?: string, expiresOn?: string) => {
  const world = running();
  await world.microsoft('2023-07-01', ...account, ...program);
  await world.person('gina', '2023-07-02', location, grant);
  await world.microsoft('2023-07-03', { ...agreement, ...(until !== undefined && { until }) });
  const chosen = { taxProfileId: 'Tax1', currency: 'EUR', bank: [] };
  await world.person(
    'gina',
    '2023-08-01',
    {
      type: 'CreateTaxProfile',
      pla: 'UK',
      taxProfileId: 'Tax1',
      country: 'GB',
      forms: [],
      ...(expiresOn !== undefined && { expiresOn }),
    },
    { type: 'StartEnrollment', ...place },
    { type: 'ChoosePayoutDetails', ...place, details: chosen },
    { type: 'SubmitProfile', ...place, submissionId: 's1' },
  );
  await world.microsoft('2023-08-02', {
    type: 'RecordVerdict',
    ...place,
    submissionId: 's1',
    verdict: 'valid',
  });
  return world;
};

describe('policies and timers on a store', () => {
  test('given an agreement, when it is activated, then the location is evaluated and invited; repeated settling adds nothing', async () => {
    const world = await enrolled();
    expect(await world.recorded('eligibility-IR_UK')).toEqual([
      '2023-07-02 EligibilityEvaluated',
      '2023-07-03 EligibilityEvaluated',
    ]);
    expect(await world.recorded('enrollment-IR_UK')).toEqual([
      '2023-07-03 InvitationSent',
      '2023-08-01 EnrollmentStarted',
      '2023-08-01 PayoutDetailsChosen',
      '2023-08-01 ProfileSubmitted',
      '2023-08-02 ProfileValidated',
    ]);
    const before = await world.recorded();
    await world.sweep('2023-08-03');
    await world.sweep('2023-08-03');
    expect(await world.recorded()).toEqual(before);
  });

  test('given two missed boundaries, when time is swept, then both are applied, each once (F-06)', async () => {
    const world = await enrolled();
    await world.sweep('2025-08-01');
    await world.sweep('2025-08-02');
    expect((await world.recorded('enrollment-IR_UK')).slice(5)).toEqual([
      '2024-07-01 FiscalYearRolledForward',
      '2025-07-01 FiscalYearRolledForward',
    ]);
  });

  test('given an agreement until January, when time is swept in March, then the enrollment ended in January', async () => {
    const world = await enrolled('2024-01-15');
    await world.sweep('2024-03-01');
    expect(await world.recorded('eligibility-IR_UK')).toContain('2024-01-15 EligibilityEvaluated');
    expect((await world.recorded('enrollment-IR_UK')).slice(5)).toEqual([
      '2024-01-15 EnrollmentEnded',
    ]);
  });

  test('given an agreement renewed after a boundary that is swept late, then it lapsed there, and is invited anew', async () => {
    const world = await enrolled('2024-07-01');
    await world.microsoft('2024-07-02', agreement);
    await world.sweep('2024-07-03');
    await world.sweep('2024-07-04');
    expect((await world.recorded('eligibility-IR_UK')).slice(2)).toEqual([
      '2024-07-01 EligibilityEvaluated',
      '2024-07-03 EligibilityEvaluated',
    ]);
    expect((await world.recorded('enrollment-IR_UK')).slice(5)).toEqual([
      '2024-07-01 EnrollmentEnded',
      '2024-07-03 InvitationSent',
    ]);
  });

  test('given an agreement from February until March, when time is swept in April only, then it was judged at both', async () => {
    const world = running();
    await world.microsoft('2023-07-01', ...account, ...program);
    await world.person('gina', '2023-07-02', location, grant);
    await world.microsoft('2024-01-10', {
      ...agreement,
      from: '2024-02-01',
      until: '2024-03-01',
    });
    await world.sweep('2024-04-01');
    expect(await world.recorded('eligibility-IR_UK')).toEqual([
      '2023-07-02 EligibilityEvaluated',
      '2024-02-01 EligibilityEvaluated',
      '2024-03-01 EligibilityEvaluated',
    ]);
    expect((await world.recorded('enrollment-IR_UK')).at(-1)).toContain('EnrollmentEnded');
  });

  test('given an invitation that expired, when time is swept from the start again, then it stays expired', async () => {
    const world = running({ invitationValidity: 30 });
    await world.microsoft('2023-07-01', ...account, ...program);
    await world.person('gina', '2023-07-02', location, grant);
    await world.microsoft('2023-07-03', agreement);
    await world.sweep('2024-01-10');
    expect(await world.recorded('enrollment-IR_UK')).toEqual([
      '2023-07-03 InvitationSent',
      '2024-01-10 EnrollmentEnded',
    ]);
  });

  test('given it is renewed, then the location is invited anew (scenario 56)', async () => {
    const world = await enrolled('2024-01-15');
    await world.sweep('2024-01-15');
    await world.microsoft('2024-02-01', agreement);
    expect((await world.recorded('enrollment-IR_UK')).slice(5)).toEqual([
      '2024-01-15 EnrollmentEnded',
      '2024-02-01 InvitationSent',
    ]);
  });

  test('given a tax profile that expires, when its day comes, then an update is required (scenario 33)', async () => {
    const world = await enrolled(undefined, '2024-03-31');
    await world.sweep('2024-03-30');
    expect((await world.recorded('enrollment-IR_UK')).slice(5)).toEqual([]);
    await world.sweep('2024-03-31');
    expect((await world.recorded('enrollment-IR_UK')).slice(5)).toEqual([
      '2024-03-31 ProfileUpdateRequired',
    ]);
  });

  test('given payout rules announced for April, when April comes, then an update is required, not before', async () => {
    const world = await enrolled();
    await world.microsoft('2024-03-01', {
      type: 'ChangePayoutRules',
      programId: 'IR',
      payoutRules: { ...noRules, currencies: ['USD'] },
      from: '2024-04-01',
    });
    await world.sweep('2024-03-31');
    expect((await world.recorded('enrollment-IR_UK')).slice(5)).toEqual([]);
    await world.sweep('2024-04-02');
    expect((await world.recorded('enrollment-IR_UK')).slice(5)).toEqual([
      '2024-04-02 ProfileUpdateRequired',
    ]);
  });

  test('given a location that closes, then its enrollment ends and nothing evaluates it again', async () => {
    const world = await enrolled();
    await world.microsoft('2024-03-01', { type: 'CloseLocation', pla: 'UK' });
    await world.sweep('2024-08-01');
    expect((await world.recorded('enrollment-IR_UK')).slice(5)).toEqual([
      '2024-03-01 EnrollmentEnded',
    ]);
    expect(await world.recorded('eligibility-IR_UK')).toHaveLength(2);
  });
});
