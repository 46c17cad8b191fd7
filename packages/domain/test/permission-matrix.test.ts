import { describe, expect, test } from '@jest/globals';
import * as E from 'fp-ts/lib/Either.js';
import { commandCodecs } from '../src/catalogue.js';
import { enrollmentCommands } from '../src/enrollment/commands.js';
import { actorKinds, actors, contoso, type ActorKind } from './contoso.js';
import type { History, Json } from './history.js';

const at = '2024-01-10';
const bank = {
  pga: 'Contoso',
  pla: 'UK',
  bankProfileId: 'bank1',
  name: 'Main',
  country: 'GB',
  paymentMethod: 'BankTransfer',
  accountRef: 'vault-1',
};
const tax = { pla: 'UK', taxProfileId: 'tax1', country: 'GB', forms: ['W-8'] };
const fact = { pla: 'UK', fact: { kind: 'Membership' } };

const withBank = contoso.after('ines', at, { ...bank, type: 'CreateBankProfile' });
const withTax = contoso.after('ines', at, { ...tax, type: 'CreateTaxProfile', expiresOn: at });
const withDefault = withBank.after('ines', at, {
  type: 'SetDefaultBankProfile',
  pla: 'UK',
  bankProfileId: 'bank1',
  currency: 'GBP',
});
const opened = contoso.after('MS', at, { type: 'OpenProgram', programId: 'IR' });
const scheduled = contoso.after('MS', at, { type: 'ScheduleTerm', programId: 'IR', fy: 2024 });
const qualified = contoso
  .after('MS', at, { type: 'ActivateAgreement', pla: 'UK', kind: 'MpnAgreement' })
  .after('MS', at, { type: 'RecordDesignation', pla: 'UK', designation: 'Gold' })
  .after('MS', at, { ...fact, type: 'RecordCriterionFact' });

interface Row {
  readonly may: ReadonlyArray<ActorKind>;
  /** How the others are told. */
  readonly refused?: 'NotIncentivesAdmin';
  readonly given?: History;
  readonly fields: Readonly<Record<string, unknown>>;
}

const microsoft = (fields: Row['fields'], given = contoso): Row => ({ may: ['MS'], fields, given });
const incentivesAdmin = (fields: Row['fields'], given = contoso): Row => ({
  may: ['IA'],
  refused: 'NotIncentivesAdmin',
  fields,
  given,
});

const rows: Readonly<Record<string, Row>> = {
  RegisterAccount: microsoft(
    {
      pga: 'Northwind',
      name: 'Northwind',
      country: 'US',
      tenantId: 'northwind.com',
      globalAdmin: { userId: 'nora', name: 'Nora', email: 'nora@northwind.com' },
    },
    contoso.after('MS', at, {
      type: 'AssociateTenant',
      tenantId: 'northwind.com',
      pga: 'Northwind',
    }),
  ),
  // Microsoft ties the first tenant of an account only.
  AssociateTenant: { may: ['GA'], fields: { tenantId: 'contoso.fr', pga: 'Contoso' } },
  AddUser: {
    may: ['GA', 'AA', 'UMA'],
    fields: {
      pga: 'Contoso',
      userId: 'eve',
      tenantId: 'contoso.com',
      guest: false,
      name: 'Eve',
      email: 'eve@contoso.com',
    },
  },
  AssignAccountRole: {
    may: ['GA', 'MS'],
    fields: { pga: 'Contoso', userId: 'nils', role: 'MPA' },
  },
  RevokeAccountRole: {
    may: ['GA', 'MS'],
    fields: { pga: 'Contoso', userId: 'max', role: 'MPA' },
  },
  AssignRole: {
    may: ['GA', 'AA'],
    fields: { pga: 'Contoso', userId: 'nils', role: 'IA', location: 'UK', programs: 'all' },
  },
  RevokeRole: {
    may: ['GA', 'AA'],
    fields: { pga: 'Contoso', userId: 'ulf', role: 'IU', location: 'UK' },
  },
  RegisterLocation: {
    may: ['GA', 'AA'],
    fields: { pga: 'Contoso', pla: 'DE', name: 'Berlin', country: 'DE' },
  },
  CloseLocation: microsoft({ pla: 'UK' }),
  CompletePmcMigration: microsoft({ pla: 'UK' }),
  RecordFirstTransaction: microsoft({ pla: 'UK' }),
  ActivateAgreement: microsoft({ pla: 'UK', kind: 'MpnAgreement' }),
  LapseAgreement: microsoft({ pla: 'UK', kind: 'MpnAgreement' }, qualified),
  RecordDesignation: microsoft({ pla: 'UK', designation: 'Gold' }),
  EndDesignation: microsoft({ pla: 'UK', designation: 'Gold' }, qualified),
  RecordCriterionFact: microsoft(fact),
  EndCriterionFact: microsoft(fact, qualified),
  CompleteIncentivesUserSetup: incentivesAdmin({ pla: 'UK' }),
  CreateBankProfile: incentivesAdmin(bank),
  EditBankProfile: incentivesAdmin({ ...bank, name: 'Other' }, withBank),
  RecordBankVerdict: microsoft(
    { pga: 'Contoso', bankProfileId: 'bank1', verdict: 'valid' },
    withBank,
  ),
  CreateTaxProfile: incentivesAdmin(tax),
  UpdateTaxProfile: incentivesAdmin({ ...tax, forms: [] }, withTax),
  RecordTaxVerdict: microsoft({ pla: 'UK', taxProfileId: 'tax1', verdict: 'valid' }, withTax),
  ExpireTaxProfile: microsoft({ pla: 'UK', taxProfileId: 'tax1' }, withTax),
  SetDefaultBankProfile: incentivesAdmin(
    { pla: 'UK', bankProfileId: 'bank1', currency: 'GBP' },
    withBank,
  ),
  RemoveDefaultBankProfile: incentivesAdmin({ pla: 'UK' }, withDefault),
  DefineProgram: microsoft({
    programId: 'IP',
    name: 'Indirect provider',
    criteria: [],
    payoutRules: { paymentMethods: [], currencies: [], payingEntities: [], taxForms: [] },
  }),
  ScheduleTerm: microsoft({ programId: 'IR', fy: 2024 }),
  ExtendTerm: microsoft({ programId: 'IR', fy: 2024, endsAt: '2024-10-01' }, scheduled),
  OpenProgram: microsoft({ programId: 'IR' }),
  CloseProgram: microsoft({ programId: 'IR' }, opened),
  DiscontinueProgram: microsoft({ programId: 'IR' }),
  ChangeCriteria: microsoft({ programId: 'IR', criteria: [], fromFy: 2025 }),
  ChangePayoutRules: microsoft({
    programId: 'IR',
    payoutRules: { paymentMethods: [], currencies: ['EUR'], payingEntities: [], taxForms: [] },
    from: '2024-07-01',
  }),
  EvaluateEligibility: microsoft({ programId: 'IR', pla: 'UK' }),
};

const types = (Object.keys(commandCodecs) as ReadonlyArray<Json['type']>).filter(
  (type) => !(type in enrollmentCommands),
);

/** Which kinds of actors a command is not refused to. */
const admitted = (type: Json['type'], given: History, fields: Row['fields']) =>
  actorKinds.filter((kind) => E.isRight(given.when(actors[kind], at, { ...fields, type })));

describe('the permission matrix (§2.3), every command and every kind of actor', () => {
  test('every command of accounts, tenants, locations, programs and eligibility has its row', () => {
    expect(Object.keys(rows).toSorted()).toEqual(types.toSorted());
  });

  test.each(types)('%s', (type) => {
    const { may = [], refused = 'NotAuthorized', given = contoso, fields = {} } = rows[type] ?? {};
    const outcomes = actorKinds.map((kind) => [
      kind,
      given.outcome(actors[kind], at, { ...fields, type }),
    ]);
    expect(outcomes).toEqual(
      actorKinds.map((kind) => [kind, may.includes(kind) ? [expect.any(String)] : refused]),
    );
  });

  test.each(types)('%s is refused to a global admin and a stranger of elsewhere', (type) => {
    const { given = contoso, refused = 'NotAuthorized', fields = {} } = rows[type] ?? {};
    expect(given.outcome('fred', at, { ...fields, type })).toBe(refused);
    expect(given.outcome('mallory', at, { ...fields, type })).toBe(refused);
  });

  test.each(['CompleteIncentivesUserSetup', 'CreateTaxProfile', 'UpdateTaxProfile'] as const)(
    '%s is refused to an incentives admin of another location (R-04)',
    (type) => {
      const { given = contoso, fields = {} } = rows[type] ?? {};
      expect(given.outcome('ivan', at, { ...fields, type })).toBe('NotIncentivesAdmin');
    },
  );

  test('an incentives admin of all locations is one of each (R-03)', () => {
    const everywhere = contoso.after('anna', at, {
      type: 'AssignRole',
      pga: 'Contoso',
      userId: 'nils',
      role: 'IA',
      location: 'all',
      programs: 'all',
    });
    expect(everywhere.outcome('nils', at, { ...tax, type: 'CreateTaxProfile' })).toEqual([
      'TaxProfileCreated',
    ]);
    expect(
      everywhere.outcome('nils', at, { ...bank, pla: 'FR', type: 'CreateBankProfile' }),
    ).toEqual(['BankProfileCreated']);
  });

  test('a system other than MS acts for Microsoft too (§2.1)', () => {
    expect(contoso.outcome('system:crm', at, { type: 'CloseLocation', pla: 'UK' })).toEqual([
      'LocationClosed',
    ]);
  });
});

describe('the policy switches on who grants (§9.3)', () => {
  const roleTypes = ['AssignRole', 'RevokeRole'] as const;
  const everywhere = (fields: Row['fields']) => ({ ...fields, location: 'all' });
  const granted = contoso.after('anna', at, {
    type: 'AssignRole',
    pga: 'Contoso',
    userId: 'ulf',
    role: 'IU',
    location: 'all',
    programs: 'all',
  });

  test.each([
    { switches: {}, may: ['GA', 'AA'] },
    { switches: { mpaAssigns: true }, may: ['GA', 'AA', 'MPA'] },
    { switches: { roleAssigners: ['AA'] as const }, may: ['AA'] },
    { switches: { roleAssigners: ['GA'] as const, mpaAssigns: true }, may: ['GA', 'MPA'] },
  ])('given $switches, then $may assign and revoke, at a location and everywhere', (given) => {
    for (const type of roleTypes) {
      const fields = rows[type]?.fields ?? {};
      const under = granted.withPolicy(given.switches);
      expect(admitted(type, under, fields)).toEqual(given.may);
      expect(admitted(type, under, everywhere(fields))).toEqual(given.may);
    }
  });

  test('who can fix a refused grant is who may grant under the switches', () => {
    const grant = { ...rows['AssignRole']?.fields, type: 'AssignRole' as const };
    expect(contoso.recorded('max', at, grant)).toMatchObject({ fixableBy: ['anna', 'gina'] });
    expect(
      contoso.withPolicy({ roleAssigners: ['AA'], mpaAssigns: true }).recorded('gina', at, grant),
    ).toMatchObject({ fixableBy: ['anna', 'max'] });
  });
});
