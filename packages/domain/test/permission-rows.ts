import { contoso } from './contoso.js';
import { enrollmentRows } from './enrollment-permission-rows.js';
import { at, incentivesAdmin, microsoft, type Row } from './permission-row.js';

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

/** §2.3, command by command. */
export const rows: Readonly<Record<string, Row>> = {
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
  ...enrollmentRows,
};
