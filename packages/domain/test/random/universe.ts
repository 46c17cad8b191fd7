import type { Ask, Command, Details, Rules } from '../model/commands.js';

// Two companies, three locations, three programs, six people (one of them a guest), two bank and two tax profiles.

export const accounts = ['Contoso', 'Fabrikam'] as const;
export const locations = ['UK', 'FR', 'US'] as const;
export const programs = ['IR', 'DB', 'OPEN'] as const;
export const users = ['gina', 'anna', 'ines', 'ulf', 'fred', 'gus'] as const;
export const banks = ['Bank1', 'Bank2'] as const;
export const taxes = ['Tax1', 'Tax2'] as const;
export const MS = 'system:MS';

const home = { UK: 'Contoso', FR: 'Contoso', US: 'Fabrikam' } as const;
export const accountOf = (pla: string): string =>
  pla === 'UK' || pla === 'FR' || pla === 'US' ? home[pla] : pla;

export const mpn = { kind: 'ActiveAgreement', agreement: 'MpnAgreement' } as const;
export const reseller = { kind: 'ActiveAgreement', agreement: 'ResellerAgreement' } as const;
export const gold = { kind: 'Designation', min: 1 } as const;

export const rules: Rules = {
  paymentMethods: [],
  currencies: ['EUR', 'GBP'],
  payingEntities: ['MIOL'],
  taxForms: [],
};

/** Sufficient under `rules`. */
export const complete: Details = {
  bank: [{ payingEntity: 'MIOL', bankProfileId: 'Bank1' }],
  currency: 'EUR',
  taxProfileId: 'Tax1',
};

export const bankProfile = (pga: string, pla: string, bankProfileId: string, name: string) => ({
  pga,
  pla,
  bankProfileId,
  name,
  country: 'GB',
  paymentMethod: 'BankTransfer',
  accountRef: `vault-${name}`,
});

export const plusDays = (at: string, days: number): string =>
  new Date(Date.parse(at) + days * 24 * 3_600_000).toISOString();

const begin = '2023-07-01T00:00:00.000Z';

/** Everything that a story needs before it can begin, dated 2023-07-01. */
export const prelude: ReadonlyArray<readonly [string, Command]> = [
  ...accounts.flatMap((pga): ReadonlyArray<readonly [string, Command]> => {
    const tenantId = `${pga}.com`;
    const userId = pga === 'Contoso' ? 'gina' : 'fred';
    const admin = { userId, name: userId, email: `${userId}@example.com` };
    const first = { pga, tenantId, name: pga, country: 'GB', globalAdmin: admin };
    return [
      [MS, { type: 'AssociateTenant', tenantId, pga }],
      [MS, { type: 'RegisterAccount', ...first }],
    ];
  }),
  ...(['anna', 'ines', 'ulf'] as const).map((userId): readonly [string, Command] => [
    'gina',
    {
      type: 'AddUser',
      pga: 'Contoso',
      tenantId: 'Contoso.com',
      guest: false,
      userId,
      name: userId,
      email: `${userId}@example.com`,
    },
  ]),
  ['gina', { type: 'AssignAccountRole', pga: 'Contoso', userId: 'anna', role: 'AA' }],
  ...locations.map((pla): readonly [string, Command] => [
    pla === 'US' ? 'fred' : 'gina',
    { type: 'RegisterLocation', pga: home[pla], pla, name: pla, country: 'GB' },
  ]),
  ...programs.flatMap((programId): ReadonlyArray<readonly [string, Command]> => {
    const criteria = { IR: [mpn, gold], DB: [mpn, reseller], OPEN: [] }[programId];
    return [
      [MS, { type: 'DefineProgram', programId, name: programId, criteria, payoutRules: rules }],
      [MS, { type: 'OpenProgram', programId }],
      ...[2024, 2025, 2026, 2027].map((fy): readonly [string, Command] => [
        MS,
        { type: 'ScheduleTerm', programId, fy },
      ]),
    ];
  }),
  ['anna', grant('Contoso', 'ines', 'IA', 'UK')],
  ['anna', grant('Contoso', 'ulf', 'IU', 'UK')],
  ['fred', grant('Fabrikam', 'fred', 'IA', 'all')],
  ...locations.flatMap((pla): ReadonlyArray<readonly [string, Command]> => [
    [MS, { type: 'ActivateAgreement', pla, kind: 'MpnAgreement' }],
    [MS, { type: 'RecordDesignation', pla, designation: 'Gold' }],
    [MS, { type: 'EvaluateEligibility', programId: 'IR', pla }],
  ]),
  ...(['UK', 'US'] as const).flatMap((pla): ReadonlyArray<readonly [string, Command]> => {
    const admin = pla === 'US' ? 'fred' : 'ines';
    const tax = { pla, taxProfileId: 'Tax1', country: 'GB', forms: ['VAT'] };
    const expiresOn = plusDays(begin, pla === 'UK' ? 700 : 350);
    return [
      [admin, { type: 'CreateBankProfile', ...bankProfile(home[pla], pla, 'Bank1', 'Main') }],
      [admin, { type: 'CreateTaxProfile', ...tax, expiresOn }],
      [admin, { type: 'SetDefaultBankProfile', pla, bankProfileId: 'Bank1', currency: 'EUR' }],
    ];
  }),
  [MS, { type: 'RecordBankVerdict', pga: 'Contoso', bankProfileId: 'Bank1', verdict: 'valid' }],
];

/** From there to an enrollment validated in FY24, in a program with criteria and in an open one. */
export const enrolled = (['IR', 'OPEN'] as const).flatMap(
  (programId): ReadonlyArray<readonly [string, Command]> => {
    const place = { programId, pla: 'UK' };
    const submissionId = 's0';
    return [
      ...(programId === 'IR' ? [[MS, { type: 'IssueInvitation', ...place }] as const] : []),
      ['ines', { type: 'StartEnrollment', ...place }],
      ['ines', { type: 'ChoosePayoutDetails', ...place, details: complete }],
      ['ines', { type: 'SubmitProfile', ...place, submissionId }],
      [MS, { type: 'RecordVerdict', ...place, submissionId, verdict: 'valid' }],
    ];
  },
);

function grant(pga: string, userId: string, role: 'IA' | 'IU', location: string): Command {
  return { type: 'AssignRole', pga, userId, role, location, programs: 'all' };
}

/** Commands with an id and an instant each, a minute apart. */
export const dated = (
  commands: ReadonlyArray<readonly [string, Command]>,
  prefix: string,
  from: string,
): ReadonlyArray<Ask> =>
  commands.map(([actor, command], i) => ({
    commandId: `${prefix}${i}`,
    actor,
    at: new Date(Date.parse(from) + i * 60_000).toISOString(),
    command,
  }));
