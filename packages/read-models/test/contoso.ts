import type { Happened } from './history.js';

const from = '2023-07-01';
const pga = 'Contoso';

/** Something that happened to one of the account's things. */
const own =
  (account: string) =>
  (stream: string) =>
  (type: Happened['type'], data: object, at = from): Happened => ({
    stream,
    at,
    type,
    data,
    account,
  });

export const account = (type: Happened['type'], data: object, at?: string): Happened =>
  own(pga)(`partnerAccount-${pga}`)(type, { pga, ...data }, at);

export const location = (
  pla: string,
  type: Happened['type'],
  data: object = {},
  at?: string,
): Happened => own(pga)(`partnerLocation-${pla}`)(type, { pga, pla, ...data }, at);

export const program = (
  programId: string,
  type: Happened['type'],
  data: object = {},
  at: string = from,
): Happened => ({ stream: `program-${programId}`, at, type, data: { programId, ...data } });

export const eligibility = (
  programId: string,
  pla: string,
  met: ReadonlyArray<object>,
  unmet: ReadonlyArray<object>,
  at: string,
): Happened =>
  own(pga)(`eligibility-${programId}_${pla}`)(
    'EligibilityEvaluated',
    { programId, pla, eligible: unmet.length === 0, met, unmet, at: `${at}T00:00:00.000Z` },
    at,
  );

export const enrollment = (
  programId: string,
  pla: string,
  type: Happened['type'],
  data: object,
  at: string,
): Happened => own(pga)(`enrollment-${programId}_${pla}`)(type, { programId, pla, ...data }, at);

export const mpn = { kind: 'ActiveAgreement', agreement: 'MpnAgreement' };
export const reseller = { kind: 'ActiveAgreement', agreement: 'ResellerAgreement' };
export const membership = { kind: 'Membership' };
export const designation = { kind: 'Designation', min: 1 };
export const firstTransaction = { kind: 'FirstTransaction' };
export const irCriteria = [mpn, membership, designation, firstTransaction];

const user = (userId: string): Happened =>
  account('UserAdded', { userId, tenantId: 'contoso.com', guest: false, by: 'gina' });

const grant = (pla: string, userId: string, role: 'IA' | 'IU'): Happened =>
  location(pla, 'RoleAssigned', { userId, role, programs: 'all', by: 'anna' });

export const payoutRules = {
  paymentMethods: [],
  currencies: [],
  payingEntities: ['MIOL'],
  taxForms: [],
};

const running = (
  programId: string,
  criteria: ReadonlyArray<object>,
  rules: object = payoutRules,
) => [
  program(programId, 'ProgramDefined', {
    name: programId,
    criteria,
    payoutRules: rules,
    guideUrl: `https://example.com/${programId}`,
  }),
  program(programId, 'TermScheduled', {
    fy: 2024,
    startsAt: '2023-07-01T00:00:00.000Z',
    endsAt: '2024-07-01T00:00:00.000Z',
  }),
  program(programId, 'TermScheduled', {
    fy: 2025,
    startsAt: '2024-07-01T00:00:00.000Z',
    endsAt: '2025-07-01T00:00:00.000Z',
  }),
  program(programId, 'ProgramOpened'),
];

/** The fixture of domain.md §10. */
export const contoso: ReadonlyArray<Happened> = [
  account('AccountRegistered', {
    name: 'Contoso',
    country: 'GB',
    firstTenantId: 'contoso.com',
    firstGlobalAdmin: 'gina',
  }),
  ...['anna', 'max', 'ines', 'ivan', 'ulf', 'nils'].map(user),
  account('AccountRoleAssigned', { userId: 'anna', role: 'AA', by: 'gina' }),
  account('AccountRoleAssigned', { userId: 'max', role: 'MPA', by: 'gina' }),
  location('UK', 'LocationRegistered', { name: 'Contoso UK', country: 'GB', by: 'gina' }),
  location('FR', 'LocationRegistered', { name: 'Contoso FR', country: 'FR', by: 'gina' }),
  grant('UK', 'ines', 'IA'),
  grant('UK', 'ulf', 'IU'),
  grant('FR', 'ivan', 'IA'),
  ...running('IR', irCriteria),
  ...running('DB', [mpn, reseller, designation]),
  ...running('IP', [mpn, designation]),
  ...running('OPEN', []),
];

/** IR/UK became eligible and was invited. */
export const invited: ReadonlyArray<Happened> = [
  eligibility('IR', 'UK', irCriteria, [], '2024-02-01'),
  enrollment(
    'IR',
    'UK',
    'InvitationSent',
    {
      fy: 2024,
      invitationId: 'inv-1',
      subject: 'Partner Incentive Enrollment Invitation',
      from: 'Microsoft Partner Center',
      recipients: ['ines'],
      emailed: true,
      namesIncentivesAdmin: true,
    },
    '2024-02-01',
  ),
];

const bank1 = {
  bankProfileId: 'Bank1',
  name: 'Bank 1',
  country: 'GB',
  paymentMethod: 'BankTransfer',
  accountRef: 'vault-1',
  pla: 'UK',
  by: 'ines',
};

/** UK has an approved bank profile, which is its default, and a tax profile. */
export const profiles: ReadonlyArray<Happened> = [
  account('BankProfileCreated', bank1, '2024-01-10'),
  account('BankProfileApproved', { bankProfileId: 'Bank1' }, '2024-01-12'),
  location(
    'UK',
    'TaxProfileCreated',
    {
      taxProfileId: 'Tax1',
      country: 'GB',
      forms: ['VAT'],
      expiresOn: '2024-09-30T00:00:00.000Z',
      by: 'ines',
    },
    '2024-01-10',
  ),
  location('UK', 'TaxProfileApproved', { taxProfileId: 'Tax1' }, '2024-01-12'),
  location(
    'UK',
    'DefaultBankProfileSet',
    { bankProfileId: 'Bank1', currency: 'EUR', by: 'ines' },
    '2024-01-15',
  ),
];

export const draft = {
  bank: [{ payingEntity: 'MIOL', bankProfileId: 'Bank1' }],
  currency: 'EUR',
};
export const details = { ...draft, taxProfileId: 'Tax1' };

const started = enrollment(
  'IR',
  'UK',
  'EnrollmentStarted',
  {
    fy: 2024,
    by: 'ines',
    taxProfileIds: ['Tax1'],
    draft,
    prefill: { bankProfileId: 'Bank1', currency: 'EUR' },
  },
  '2024-03-01',
);

/** Ines started IR/UK. */
export const inProgress = [...profiles, ...invited, started];

/** She chose the tax profile too. */
export const chosen = [
  ...inProgress,
  enrollment('IR', 'UK', 'PayoutDetailsChosen', { details, by: 'ines' }, '2024-03-02'),
];

/** She submitted on 4 March, at ten. */
export const validating = [
  ...chosen,
  enrollment(
    'IR',
    'UK',
    'ProfileSubmitted',
    { submissionId: 's1', kind: 'initial', details, by: 'ines' },
    '2024-03-04T10:00',
  ),
];

/** Microsoft found it valid the next morning. */
export const complete = [
  ...validating,
  enrollment(
    'IR',
    'UK',
    'ProfileValidated',
    {
      submissionId: 's1',
      completedAt: '2024-03-05T09:00:00.000Z',
      earningsStart: '2024-03-01',
    },
    '2024-03-05T09:00',
  ),
];
