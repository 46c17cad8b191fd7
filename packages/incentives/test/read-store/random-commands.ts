import type { CommandJson } from '@partner-incentives/domain';
import fc from 'fast-check';
import { addUser, associateTenant, registerAccount, registerLocation } from '../contoso.js';

const payoutRules = { paymentMethods: [], currencies: [], payingEntities: [], taxForms: [] };
const mpn = { kind: 'ActiveAgreement', agreement: 'MpnAgreement' } as const;

const program = (programId: string, criteria: ReadonlyArray<typeof mpn>): ReadonlyArray<Sent> => [
  ['system:MS', { type: 'DefineProgram', programId, name: programId, criteria, payoutRules }],
  ['system:MS', { type: 'ScheduleTerm', programId, fy: 2024 }],
  ['system:MS', { type: 'ScheduleTerm', programId, fy: 2025 }],
  ['system:MS', { type: 'OpenProgram', programId }],
];

export type Sent = readonly [actor: string, command: CommandJson];

const fabrikam = {
  ...registerAccount,
  pga: 'Fabrikam',
  tenantId: 'fabrikam.com',
  globalAdmin: { userId: 'otto', name: 'Otto', email: 'otto@fabrikam.com' },
} as const;

/** Two companies with a location each, and two programs. */
export const beginning: ReadonlyArray<Sent> = [
  ['system:MS', associateTenant],
  ['system:MS', registerAccount],
  ['system:MS', { type: 'AssociateTenant', tenantId: 'fabrikam.com', pga: 'Fabrikam' }],
  ['system:MS', fabrikam],
  ['gina', registerLocation],
  ['otto', { ...registerLocation, pga: 'Fabrikam', pla: 'DE' }],
  ...program('IR', [mpn]),
  ...program('OPEN', []),
];

export const viewers = ['gina', 'ines', 'ulf', 'otto', 'olga', 'stranger', 'system:MS'];
export const places = [
  ['IR', 'UK'],
  ['OPEN', 'UK'],
  ['OPEN', 'FR'],
  ['IR', 'DE'],
  ['OPEN', 'DE'],
] as const;

const theirs = { pga: 'Fabrikam', tenantId: 'fabrikam.com' };

/** Nothing here is always allowed: what is refused records nothing that a row shows. */
const pool: ReadonlyArray<Sent> = [
  ['gina', addUser('ines')],
  ['gina', addUser('ulf')],
  ['otto', { ...addUser('olga'), ...theirs }],
  ['otto', { ...addUser('ines', 'ines@fabrikam.com'), ...theirs }],
  ['gina', { ...registerLocation, pla: 'FR' }],
  ...(['IA', 'IU'] as const).flatMap((role): ReadonlyArray<Sent> => [
    [
      'gina',
      { type: 'AssignRole', pga: 'Contoso', userId: 'ines', role, location: 'UK', programs: 'all' },
    ],
    [
      'gina',
      {
        type: 'AssignRole',
        pga: 'Contoso',
        userId: 'ulf',
        role,
        location: 'all',
        programs: ['OPEN'],
      },
    ],
    [
      'otto',
      {
        type: 'AssignRole',
        pga: 'Fabrikam',
        userId: 'olga',
        role,
        location: 'DE',
        programs: 'all',
      },
    ],
    [
      'gina',
      { type: 'RevokeRole', pga: 'Contoso', userId: 'ines', role, location: 'UK', programs: 'all' },
    ],
  ]),
  ...['UK', 'FR', 'DE'].flatMap((pla): ReadonlyArray<Sent> => [
    ['system:MS', { type: 'ActivateAgreement', pla, kind: 'MpnAgreement' }],
    ['ines', { type: 'StartEnrollment', programId: 'IR', pla }],
    ['ulf', { type: 'StartEnrollment', programId: 'OPEN', pla }],
    ['olga', { type: 'StartEnrollment', programId: 'OPEN', pla }],
    ['olga', { type: 'StartEnrollment', programId: 'IR', pla }],
    ['ines', { type: 'StartEnrollment', programId: 'OPEN', pla }],
    ['ines', { type: 'SubmitProfile', programId: 'OPEN', pla }],
    ['ines', { type: 'EndEnrollment', programId: 'OPEN', pla, endReason: 'OptedOut' }],
  ]),
  ['system:MS', { type: 'LapseAgreement', pla: 'UK', kind: 'MpnAgreement' }],
  ['gina', { type: 'CloseLocation', pla: 'FR' }],
  ['system:MS', { type: 'CloseProgram', programId: 'OPEN' }],
  ['system:MS', { type: 'OpenProgram', programId: 'OPEN' }],
  ['system:MS', { type: 'DiscontinueProgram', programId: 'IR' }],
];

/** What becomes of them is up to the domain. */
export const randomCommands: fc.Arbitrary<ReadonlyArray<Sent>> = fc.array(
  fc.constantFrom(...pool),
  { minLength: 20, maxLength: 40 },
);
