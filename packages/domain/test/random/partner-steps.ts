import type { AccountRole, AgreementKind, CommandOf, Fact, Programs } from '../model/commands.js';
import { incentivesAdmins } from '../model/who-may.js';
import type { Scene, Wish } from './steps.js';
import { accountOf, accounts, bankProfile, banks, MS, plusDays, taxes, users } from './universe.js';

/** Commands about accounts, people, locations, their facts and profiles. */
export const partnerSteps = (scene: Scene): Wish =>
  scene.dice.weighted<(scene: Scene) => Wish>([
    [5, people],
    [8, roles],
    [9, facts],
    [8, profiles],
  ])(scene);

const pick = ({ dice }: Scene): string =>
  dice.weighted([
    [14, 'UK'],
    [4, 'FR'],
    [4, 'US'],
    [1, 'Contoso'],
    [1, 'Nowhere'],
  ]);

/** Somebody who may give roles, now and then anybody. */
const boss = ({ dice }: Scene, pga: string): string =>
  dice.once(8) ? dice.of(users) : pga === 'Fabrikam' ? 'fred' : dice.of(['gina', 'anna']);

const ms = ({ dice }: Scene): string => (dice.once(30) ? dice.of(users) : MS);

const people = (scene: Scene): Wish => {
  const { dice } = scene;
  const pga = dice.once(20) ? 'Nowhere' : dice.of(accounts);
  const who = boss(scene, pga);
  const userId = dice.of(users);
  const tenantId = dice.of(['Contoso.com', 'Fabrikam.com', 'third.com']);
  const role: AccountRole = dice.of(['AA', 'MPA', 'GA', 'UMA', 'AG']);
  const person = { name: userId, email: `${userId}@example.com` };
  return dice.weighted<() => Wish>([
    [
      2,
      () => [who, { type: 'AddUser', pga, userId, tenantId, guest: userId === 'gus', ...person }],
    ],
    [3, () => [who, { type: 'AssignAccountRole', pga, userId, role }]],
    [3, () => [who, { type: 'RevokeAccountRole', pga, userId, role }]],
    [1, () => [dice.of([MS, who]), { type: 'AssociateTenant', tenantId, pga }]],
    [
      1,
      () => [who, { type: 'RegisterLocation', pga, pla: pick(scene), name: 'Shop', country: 'GB' }],
    ],
    [
      1,
      () => [
        ms(scene),
        {
          type: 'RegisterAccount',
          pga,
          tenantId,
          name: pga,
          country: 'GB',
          globalAdmin: { userId, ...person },
        },
      ],
    ],
  ])();
};

const roles = (scene: Scene): Wish => {
  const { dice } = scene;
  const pla = pick(scene);
  const pga = dice.once(15) ? 'Fabrikam' : accountOf(pla);
  const programs = dice.of<Programs>(['all', ['IR'], ['IR', 'OPEN'], ['OPEN', 'IR'], ['NOPE']]);
  const role = dice.weighted([
    [3, 'IA' as const],
    [1, 'IU' as const],
  ]);
  const location = dice.once(4) ? 'all' : pla;
  const grant = { pga, userId: dice.of(users), role, location };
  const who = boss(scene, pga);
  return dice.weighted<() => Wish>([
    [3, () => [who, { type: 'AssignRole', ...grant, programs }]],
    [1, () => [who, { type: 'RevokeRole', ...grant, programs }]],
    [2, () => [who, { type: 'RevokeRole', ...grant }]],
  ])();
};

const facts = (scene: Scene): Wish => {
  const { dice, at } = scene;
  const pla = pick(scene);
  const who = ms(scene);
  const kind = dice.of<AgreementKind>(['MpnAgreement', 'ResellerAgreement']);
  const from = dice.of([undefined, undefined, plusDays(at, -3), plusDays(at, 20)]);
  const until = dice.of([undefined, undefined, plusDays(at, 40), '2024-07-01T00:00:00.000Z']);
  const period = { ...(from !== undefined && { from }), ...(until !== undefined && { until }) };
  const designation = dice.of(['Gold', 'Silver']);
  const fact: Fact = dice.of<Fact>([
    { kind: 'Membership' },
    { kind: 'TrailingRevenue', amountUsd: 25_000 },
    { kind: 'TrailingRevenue', amountUsd: 5_000 },
    { kind: 'CspRole', role: 'DirectReseller' },
    { kind: 'Custom', code: 'X' },
  ]);
  return dice.weighted<() => Wish>([
    [5, () => [who, { type: 'ActivateAgreement', pla, kind, ...period }]],
    [4, () => [who, { type: 'LapseAgreement', pla, kind }]],
    [3, () => [who, { type: 'RecordDesignation', pla, designation }]],
    [3, () => [who, { type: 'EndDesignation', pla, designation }]],
    [1, () => [who, { type: 'RecordFirstTransaction', pla }]],
    [2, () => [who, { type: 'RecordCriterionFact', pla, fact }]],
    [2, () => [who, { type: 'EndCriterionFact', pla, fact }]],
    [1, () => [who, { type: 'CompletePmcMigration', pla }]],
    [1, () => [who, { type: 'CloseLocation', pla: dice.once(3) ? 'UK' : 'FR' }]],
  ])();
};

const profiles = (scene: Scene): Wish => {
  const { world, dice, at } = scene;
  const pla = pick(scene);
  const pga = dice.once(20) ? 'Fabrikam' : accountOf(pla);
  const [admin] = incentivesAdmins(world.accounts.now(pga), world.locations.now(pla), 'any');
  const who = admin === undefined || dice.once(10) ? dice.of(users) : admin;
  const bankProfileId = dice.of(banks);
  const bank = {
    ...bankProfile(pga, pla, bankProfileId, dice.of(['Main', 'Second'])),
    ...(dice.once(2) && { currencies: dice.of([['EUR'], ['GBP', 'EUR']]) }),
  };
  const taxProfileId = dice.of(taxes);
  const expiresOn = dice.of([
    undefined,
    plusDays(at, 30),
    plusDays(at, 300),
    '2024-07-01T00:00:00.000Z',
  ]);
  const tax = {
    pla,
    taxProfileId,
    country: 'GB',
    forms: dice.of([['VAT'], ['W-8', 'VAT'], []]),
    ...(expiresOn !== undefined && { expiresOn }),
  };
  const verdict = dice.of<Pick<CommandOf<'RecordTaxVerdict'>, 'verdict' | 'reasons'>>([
    { verdict: 'valid' },
    { verdict: 'invalid', reasons: ['DocumentMissing'] },
    { verdict: 'invalid' },
  ]);
  return dice.weighted<() => Wish>([
    [2, () => [who, { type: 'CreateBankProfile', ...bank }]],
    [2, () => [who, { type: 'EditBankProfile', ...bank }]],
    [3, () => [ms(scene), { type: 'RecordBankVerdict', pga, bankProfileId, ...verdict }]],
    [3, () => [who, { type: 'CreateTaxProfile', ...tax }]],
    [3, () => [who, { type: 'UpdateTaxProfile', ...tax }]],
    [3, () => [ms(scene), { type: 'RecordTaxVerdict', pla, taxProfileId, ...verdict }]],
    [3, () => [ms(scene), { type: 'ExpireTaxProfile', pla, taxProfileId }]],
    [2, () => [who, { type: 'SetDefaultBankProfile', pla, bankProfileId, currency: 'EUR' }]],
    [2, () => [who, { type: 'RemoveDefaultBankProfile', pla }]],
    [1, () => [who, { type: 'CompleteIncentivesUserSetup', pla }]],
  ])();
};
