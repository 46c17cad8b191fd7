import fc from 'fast-check';
import { complete, contoso } from './contoso.js';
import type { Happened } from './history.js';

/** Random histories of two accounts that share programs and nothing else. Some of the other's are hostile: they name our people. */
export interface TwoAccounts {
  readonly ours: ReadonlyArray<Happened>;
  readonly theirs: ReadonlyArray<Happened>;
}

const pga = 'Fabrikam';
const ourUsers = ['gina', 'anna', 'ines', 'ulf', 'ivan', 'nils'];
const theirUsers = ['otto', 'olga', 'omar'];
const programIds = ['IR', 'DB', 'IP', 'OPEN'];
const at = '2024-02-01';

const of = (stream: string, type: Happened['type'], data: object): Happened => ({
  stream,
  at,
  type,
  data,
  account: pga,
});

const programs = fc.constantFrom<string | ReadonlyArray<string>>('all', ['IR'], ['DB', 'OPEN']);
const anybody = fc.constantFrom(...ourUsers, ...theirUsers);

const theirRoles = fc.array(
  fc
    .record({
      userId: anybody,
      role: fc.constantFrom('IA', 'IU'),
      programs,
      pla: fc.constantFrom('DE', 'IT', 'all'),
    })
    .map(({ userId, role, programs: scope, pla }) => {
      const data = { pga, userId, role, programs: scope, by: 'otto' };
      return pla === 'all'
        ? of(`partnerAccount-${pga}`, 'RoleAssigned', { ...data, allLocations: true })
        : of(`partnerLocation-${pla}`, 'RoleAssigned', { ...data, pla });
    }),
  { maxLength: 6 },
);

const theirAccountRoles = fc.array(
  fc
    .record({ userId: anybody, role: fc.constantFrom('GA', 'AA', 'MPA') })
    .map((held) =>
      of(`partnerAccount-${pga}`, 'AccountRoleAssigned', { pga, ...held, by: 'otto' }),
    ),
  { maxLength: 3 },
);

const draft = { bank: [] };
const theirEnrollments = fc.array(
  fc
    .record({
      programId: fc.constantFrom(...programIds),
      pla: fc.constantFrom('DE', 'IT'),
      recipient: anybody,
      length: fc.integer({ min: 1, max: 4 }),
    })
    .map(({ programId, pla, recipient, length }) => {
      const ids = { programId, pla };
      const stream = `enrollment-${programId}_${pla}`;
      return [
        of(stream, 'InvitationSent', {
          ...ids,
          fy: 2024,
          invitationId: 'theirs',
          subject: 'Partner Incentive Enrollment Invitation',
          from: 'Microsoft Partner Center',
          recipients: [recipient],
          emailed: true,
          namesIncentivesAdmin: true,
        }),
        of(stream, 'EnrollmentStarted', { ...ids, fy: 2024, by: 'otto', taxProfileIds: [], draft }),
        of(stream, 'ProfileSubmitted', {
          ...ids,
          submissionId: 's',
          kind: 'initial',
          details: draft,
          by: 'otto',
        }),
        of(stream, 'ProfileValidated', {
          ...ids,
          submissionId: 's',
          completedAt: '2024-02-02T00:00:00.000Z',
          earningsStart: '2024-02-01',
        }),
      ].slice(0, length);
    }),
  { maxLength: 5 },
);

const theirEvaluations = fc.array(
  fc
    .record({
      programId: fc.constantFrom(...programIds),
      pla: fc.constantFrom('DE', 'IT'),
      eligible: fc.boolean(),
    })
    .map(({ programId, pla, eligible }) =>
      of(`eligibility-${programId}_${pla}`, 'EligibilityEvaluated', {
        programId,
        pla,
        eligible,
        met: eligible ? [{ kind: 'Membership' }] : [],
        unmet: eligible ? [] : [{ kind: 'Membership' }],
        at: '2024-02-01T00:00:00.000Z',
      }),
    ),
  { maxLength: 5 },
);

const legacy = fc.subarray([
  of(`enrollment-IR_${pga}`, 'LegacyEnrollmentImported', {
    programId: 'IR',
    pga,
    accountKind: 'PGA',
    active: true,
  }),
]);

const theirBeginning = [
  of(`partnerAccount-${pga}`, 'AccountRegistered', {
    pga,
    name: 'Fabrikam',
    country: 'DE',
    firstTenantId: 'fabrikam.com',
    firstGlobalAdmin: 'otto',
  }),
  ...['olga', 'omar'].map((userId) =>
    of(`partnerAccount-${pga}`, 'UserAdded', {
      pga,
      userId,
      tenantId: 'fabrikam.com',
      guest: false,
      by: 'otto',
    }),
  ),
  ...['DE', 'IT'].map((pla) =>
    of(`partnerLocation-${pla}`, 'LocationRegistered', {
      pga,
      pla,
      name: pla,
      country: pla,
      by: 'otto',
    }),
  ),
];

const ourEnrollments = complete.filter(({ stream }) => stream.startsWith('enrollment-'));
const ourRest = complete.filter(({ stream }) => !stream.startsWith('enrollment-'));

export const twoAccounts: fc.Arbitrary<TwoAccounts> = fc.record({
  ours: fc
    .nat({ max: ourEnrollments.length })
    .map((length) => [...contoso, ...ourRest, ...ourEnrollments.slice(0, length)]),
  theirs: fc
    .tuple(theirRoles, theirAccountRoles, theirEnrollments, theirEvaluations, legacy)
    .map((parts) => [...theirBeginning, ...parts.flat(2)]),
});

export { ourUsers, theirUsers };
