import { history, type History } from './history.js';

const since = '2023-07-01';

const person = (userId: string) => ({ userId, name: userId, email: `${userId}@contoso.com` });

const user = (userId: string, more: object = {}) => ({
  type: 'AddUser' as const,
  pga: 'Contoso',
  tenantId: 'contoso.com',
  guest: false,
  ...person(userId),
  ...more,
});

const role = (userId: string, kind: 'GA' | 'AA' | 'MPA' | 'UMA' | 'AG') => ({
  type: 'AssignAccountRole' as const,
  pga: 'Contoso',
  userId,
  role: kind,
});

const location = (pla: string, country: string, pga = 'Contoso') => ({
  type: 'RegisterLocation' as const,
  pga,
  pla,
  name: pla,
  country,
});

const grant = (userId: string, kind: 'IA' | 'IU', pla: string) => ({
  type: 'AssignRole' as const,
  pga: 'Contoso',
  userId,
  role: kind,
  location: pla,
  programs: 'all',
});

const payoutRules = { paymentMethods: [], currencies: [], payingEntities: [], taxForms: [] };

const program = (programId: string, criteria: ReadonlyArray<object>) => ({
  type: 'DefineProgram' as const,
  programId,
  name: programId,
  criteria,
  payoutRules,
});

const mpn = { kind: 'ActiveAgreement', agreement: 'MpnAgreement' };
const designation = { kind: 'Designation', min: 1 };
export const indirectReseller = [
  mpn,
  { kind: 'Membership' },
  designation,
  { kind: 'FirstTransaction' },
];

/**
 * The fixture of §10, with a user for each role of §2.1: Gina GA, Anna AA, Max MPA, Uma UMA, Agnes AG, Ines IA of UK,
 * Ivan IA of FR, Ulf IU of UK, Nils without a role, Gus a guest. Fabrikam is another company, with its own Fred.
 */
export const contoso: History = history()
  .after('MS', since, { type: 'AssociateTenant', tenantId: 'contoso.com', pga: 'Contoso' })
  .after('MS', since, {
    type: 'RegisterAccount',
    pga: 'Contoso',
    name: 'Contoso',
    country: 'GB',
    tenantId: 'contoso.com',
    globalAdmin: person('gina'),
  })
  .after('gina', since, user('anna'))
  .after('gina', since, user('max'))
  .after('gina', since, user('uma'))
  .after('gina', since, user('agnes'))
  .after('gina', since, user('ines'))
  .after('gina', since, user('ivan'))
  .after('gina', since, user('ulf'))
  .after('gina', since, user('nils'))
  .after('gina', since, user('gus', { guest: true }))
  .after('gina', since, role('anna', 'AA'))
  .after('gina', since, role('max', 'MPA'))
  .after('gina', since, role('uma', 'UMA'))
  .after('gina', since, role('agnes', 'AG'))
  .after('gina', since, location('UK', 'GB'))
  .after('gina', since, location('FR', 'FR'))
  .after('anna', since, grant('ines', 'IA', 'UK'))
  .after('anna', since, grant('ivan', 'IA', 'FR'))
  .after('anna', since, grant('ulf', 'IU', 'UK'))
  .after('MS', since, program('IR', indirectReseller))
  .after('MS', since, program('DB', [mpn, designation]))
  .after('MS', since, program('OPEN', []))
  .after('MS', since, { type: 'AssociateTenant', tenantId: 'fabrikam.com', pga: 'Fabrikam' })
  .after('MS', since, {
    type: 'RegisterAccount',
    pga: 'Fabrikam',
    name: 'Fabrikam',
    country: 'US',
    tenantId: 'fabrikam.com',
    globalAdmin: person('fred'),
  })
  .after('fred', since, location('US', 'US', 'Fabrikam'));

/** Who stands for which kind of actor at UK. */
export const actors = {
  GA: 'gina',
  AA: 'anna',
  IA: 'ines',
  IU: 'ulf',
  MPA: 'max',
  UMA: 'uma',
  AG: 'agnes',
  MS: 'MS',
  nobody: 'nils',
} as const;

export type ActorKind = keyof typeof actors;
export const actorKinds = Object.keys(actors) as ReadonlyArray<ActorKind>;
