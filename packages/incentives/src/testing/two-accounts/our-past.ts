import type { Happened } from './recorded.js';

const ours = (stream: string, type: Happened['type'], data: object): Happened => ({
  stream,
  type,
  data: { pga: 'Contoso', ...data },
  account: 'Contoso',
});
const account = (type: Happened['type'], data: object) =>
  ours('partnerAccount-Contoso', type, data);
const location = (pla: string, type: Happened['type'], data: object) =>
  ours(`partnerLocation-${pla}`, type, { pla, ...data });

const mpn = { kind: 'ActiveAgreement', agreement: 'MpnAgreement' };
const payoutRules = { paymentMethods: [], currencies: [], payingEntities: [], taxForms: [] };
const program = (programId: string, criteria: ReadonlyArray<object>): ReadonlyArray<Happened> =>
  (
    [
      ['ProgramDefined', { name: programId, criteria, payoutRules }],
      [
        'TermScheduled',
        { fy: 2024, startsAt: '2023-07-01T00:00:00.000Z', endsAt: '2024-07-01T00:00:00.000Z' },
      ],
      ['ProgramOpened', {}],
    ] as const
  ).map(([type, data]) => ({ stream: `program-${programId}`, type, data: { programId, ...data } }));

const enrolled = (programId: string, pla: string, steps: number): ReadonlyArray<Happened> =>
  enrolling(programId, pla, 'ines')
    .slice(0, steps)
    .map((happened) => ({ ...happened, account: 'Contoso' }));

/** The steps of an enrollment, from the invitation to the verdict. */
export const enrolling = (
  programId: string,
  pla: string,
  user: string,
): ReadonlyArray<Happened> => {
  const stream = `enrollment-${programId}_${pla}`;
  const draft = { bank: [] };
  const step = (type: Happened['type'], data: object): Happened => ({
    stream,
    type,
    data: { programId, pla, ...data },
  });
  return [
    step('InvitationSent', {
      fy: 2024,
      invitationId: `i-${pla}`,
      subject: 'Partner Incentive Enrollment Invitation',
      from: 'Microsoft Partner Center',
      recipients: [user],
      emailed: true,
      namesIncentivesAdmin: true,
    }),
    step('EnrollmentStarted', { fy: 2024, by: user, taxProfileIds: [], draft }),
    step('ProfileSubmitted', { submissionId: 's', kind: 'initial', details: draft, by: user }),
    step('ProfileValidated', {
      submissionId: 's',
      completedAt: '2024-02-02T00:00:00.000Z',
      earningsStart: '2024-02-01',
    }),
  ];
};

/** Two programs, which are nobody's, and a company where something can be seen in every view that partners have. */
export const ourPast: ReadonlyArray<Happened> = [
  ...program('IR', [mpn]),
  ...program('OPEN', []),
  account('AccountRegistered', {
    name: 'Contoso',
    country: 'GB',
    firstTenantId: 'contoso.com',
    firstGlobalAdmin: 'gina',
  }),
  ...['ines', 'ulf', 'nils'].map((userId) =>
    account('UserAdded', { userId, tenantId: 'contoso.com', guest: false, by: 'gina' }),
  ),
  ...['UK', 'FR', 'SE'].map((pla) =>
    location(pla, 'LocationRegistered', { name: pla, country: pla, by: 'gina' }),
  ),
  ...['UK', 'FR'].map((pla) =>
    location(pla, 'RoleAssigned', { userId: 'ines', role: 'IA', programs: 'all', by: 'gina' }),
  ),
  location('UK', 'RoleAssigned', { userId: 'ulf', role: 'IU', programs: ['IR'], by: 'gina' }),
  ...['UK', 'FR'].map((pla) => ({
    stream: `eligibility-IR_${pla}`,
    type: 'EligibilityEvaluated' as const,
    account: 'Contoso',
    data: {
      programId: 'IR',
      pla,
      eligible: pla === 'UK',
      met: pla === 'UK' ? [mpn] : [],
      unmet: pla === 'UK' ? [] : [mpn],
      at: '2024-02-01T00:00:00.000Z',
    },
  })),
  ...enrolled('IR', 'UK', 1),
  ...enrolled('OPEN', 'UK', 4),
  ...enrolled('OPEN', 'FR', 2),
];

export const ourUsers = ['gina', 'ines', 'ulf', 'nils'] as const;
