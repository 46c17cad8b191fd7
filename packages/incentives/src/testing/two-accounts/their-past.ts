import { enrolling, ourUsers } from './our-past.js';
import type { Happened } from './recorded.js';

const pga = 'Fabrikam';
const theirUsers = ['otto', 'olga'];
const theirPlas = ['DE', 'IT', 'NL'];

const theirs = (stream: string, type: Happened['type'], data: object): Happened => ({
  stream,
  type,
  data: { pga, ...data },
  account: pga,
});
const account = (type: Happened['type'], data: object) =>
  theirs(`partnerAccount-${pga}`, type, data);
const location = (pla: string, type: Happened['type'], data: object) =>
  theirs(`partnerLocation-${pla}`, type, { pla, ...data });

/** Where the other account begins. */
export const theirBeginning: ReadonlyArray<Happened> = [
  account('AccountRegistered', {
    name: 'Fabrikam',
    country: 'DE',
    firstTenantId: 'fabrikam.com',
    firstGlobalAdmin: 'otto',
  }),
  account('UserAdded', { userId: 'olga', tenantId: 'fabrikam.com', guest: false, by: 'otto' }),
  ...theirPlas.map((pla) =>
    location(pla, 'LocationRegistered', { name: pla, country: pla, by: 'otto' }),
  ),
];

/** A number below another one. */
export type Choose = (below: number) => number;

/**
 * Anything that can happen in the other account, whether its domain allowed it or not: it gives our people roles and
 * grants there, invites them, and does in all our programs what can be done.
 */
export const something = (choose: Choose): Happened => {
  const oneOf = <Value>(values: readonly [Value, ...Value[]] | ReadonlyArray<Value>): Value => {
    const value = values[choose(values.length)];
    if (value === undefined) throw new RangeError('a choice is below the number of choices');
    return value;
  };
  const anybody = () => oneOf([...ourUsers, ...theirUsers]);
  const pla = oneOf(theirPlas);
  const programId = oneOf(['IR', 'OPEN']);
  const ids = { programId, pla };
  const enrollment = (type: Happened['type'], data: object) =>
    theirs(`enrollment-${programId}_${pla}`, type, { ...ids, ...data });
  const grant = () => ({
    userId: anybody(),
    role: oneOf(['IA', 'IU']),
    programs: oneOf<string | ReadonlyArray<string>>(['all', ['IR'], ['OPEN']]),
    by: 'otto',
  });
  const eligible = oneOf([true, false]);
  const judged = [{ kind: 'Membership' }];
  const happens: ReadonlyArray<() => Happened> = [
    () => location(pla, 'RoleAssigned', grant()),
    () => location(pla, 'RoleRevoked', grant()),
    () => location(pla, 'LocationClosed', {}),
    () => account('RoleAssigned', { ...grant(), allLocations: true }),
    () => account('RoleRevoked', { ...grant(), allLocations: true }),
    () =>
      account('AccountRoleAssigned', {
        userId: anybody(),
        role: oneOf(['GA', 'AA', 'MPA']),
        by: 'otto',
      }),
    () =>
      account('AccountRoleRevoked', { userId: anybody(), role: oneOf(['AA', 'MPA']), by: 'otto' }),
    () => ({ ...oneOf(enrolling(programId, pla, anybody())), account: pga }),
    () => enrollment('InvitationBannerSelected', { invitationId: 'i-DE', userId: anybody() }),
    () =>
      enrollment('EnrollmentEnded', {
        endReason: oneOf(['OptedOut', 'EligibilityLost']),
        at: '2024-02-01T00:00:00.000Z',
      }),
    () =>
      theirs(`eligibility-${programId}_${pla}`, 'EligibilityEvaluated', {
        ...ids,
        eligible,
        met: eligible ? judged : [],
        unmet: eligible ? [] : judged,
        at: '2024-02-01T00:00:00.000Z',
      }),
    () =>
      theirs(`enrollment-${programId}_${pga}`, 'LegacyEnrollmentImported', {
        programId,
        accountKind: 'PGA',
        active: eligible,
      }),
  ];
  return oneOf(happens)();
};
