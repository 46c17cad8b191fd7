import type { Instant } from '@partner-incentives/event-sourcing';
import { streamName } from '@partner-incentives/event-sourcing/stream-name';
import type { AccountFacts, BankProfile } from '../../src/vocabulary/account-facts.js';
import type { Criterion } from '../../src/vocabulary/criteria.js';
import type { EligibilityFacts } from '../../src/vocabulary/eligibility-facts.js';
import { fiscalYearPeriod, type FiscalYear } from '../../src/vocabulary/fiscal-year.js';
import type {
  BankProfileId,
  PartnerId,
  PayingEntityId,
  ProgramId,
  TaxProfileId,
  TenantId,
  UserId,
} from '../../src/vocabulary/ids.js';
import type { LocationFacts, TaxProfile } from '../../src/vocabulary/location-facts.js';
import type { PayoutDetails, PayoutRules } from '../../src/vocabulary/payout.js';
import type { ProgramFacts, Term } from '../../src/vocabulary/program-facts.js';
import type { Grant } from '../../src/vocabulary/roles.js';
import type { Code, Country, Currency, Text } from '../../src/vocabulary/text.js';

// The fixture of domain.md §10, as what an enrollment can know of it: PGA Contoso with the locations UK and FR,
// Gina GA, Anna AA, Max MPA, Ines IA(UK×all), Ivan IA(FR×all), Ulf IU(UK×all), Nils without a role.

export const instant = (text: string): Instant =>
  (text.length === 10 ? `${text}T00:00:00.000Z` : `${text}.000Z`) as Instant;
export const fy = (year: number): FiscalYear => year as FiscalYear;
export const partner = (text: string): PartnerId => text as PartnerId;
export const programId = (text: string): ProgramId => text as ProgramId;
export const user = (text: string): UserId => text as UserId;
export const code = (text: string): Code => text as Code;
export const currency = (text: string): Currency => text as Currency;
export const country = (text: string): Country => text as Country;
export const text = (value: string): Text => value as Text;
export const entity = (value: string): PayingEntityId => value as PayingEntityId;
export const bankId = (value: string): BankProfileId => value as BankProfileId;
export const taxId = (value: string): TaxProfileId => value as TaxProfileId;

export const grant = (
  who: string,
  role: 'IA' | 'IU',
  ...programs: ReadonlyArray<string>
): Grant => ({
  userId: user(who),
  role,
  programs: programs.length === 0 ? 'all' : programs.map(programId),
});

export const bank = (id: string, status: BankProfile['status'] = 'Approved'): BankProfile => ({
  bankProfileId: bankId(id),
  name: text(id),
  country: country('GB'),
  paymentMethod: code('BankTransfer'),
  accountRef: code(`vault-${id}`),
  status,
});

export const contoso: AccountFacts = {
  pga: partner('Contoso'),
  name: text('Contoso'),
  country: country('GB'),
  members: ['gina', 'anna', 'max', 'ines', 'ivan', 'ulf', 'nils'].map((who) => ({
    userId: user(who),
    tenantId: 'contoso.com' as TenantId,
    guest: false,
  })),
  roles: [
    { userId: user('gina'), role: 'GA' },
    { userId: user('anna'), role: 'AA' },
    { userId: user('max'), role: 'MPA' },
  ],
  grants: [],
  bankProfiles: [bank('Bank1'), bank('Bank2')],
};

export const tax1: TaxProfile = {
  taxProfileId: taxId('Tax1'),
  country: country('GB'),
  forms: [code('VAT')],
  status: 'Approved',
};

/** Meets the criteria of every program of the fixture. */
export const uk: LocationFacts = {
  pga: partner('Contoso'),
  pla: partner('UK'),
  name: text('Contoso UK'),
  country: country('GB'),
  closed: false,
  pmcMigrated: true,
  userSetupCompleted: false,
  grants: [grant('ines', 'IA'), grant('ulf', 'IU')],
  agreements: [
    { kind: 'MpnAgreement', from: instant('2020-01-01') },
    { kind: 'ResellerAgreement', from: instant('2020-01-01') },
  ],
  designations: [text('Azure')],
  firstTransactionAt: instant('2022-01-01'),
  criterionFacts: [{ kind: 'Membership' }],
  taxProfiles: [tax1],
};

export const mpn: Criterion = { kind: 'ActiveAgreement', agreement: 'MpnAgreement' };
export const reseller: Criterion = { kind: 'ActiveAgreement', agreement: 'ResellerAgreement' };
export const designation: Criterion = { kind: 'Designation', min: 1 };
export const membership: Criterion = { kind: 'Membership' };

export const term = (year: number, period: Partial<Term> = {}): Term => ({
  fy: fy(year),
  ...fiscalYearPeriod(fy(year)),
  ...period,
});

export const rules: PayoutRules = {
  paymentMethods: [code('BankTransfer'), code('CreditNote')],
  currencies: [currency('EUR'), currency('GBP')],
  payingEntities: [entity('MIOL')],
  taxForms: [],
};

export const program = (
  id: string,
  criteria: ReadonlyArray<Criterion>,
  changes: Partial<ProgramFacts> = {},
): ProgramFacts => ({
  programId: programId(id),
  name: text(id),
  status: 'Open',
  criteria: [{ criteria }],
  payoutRules: [{ payoutRules: rules }],
  terms: [term(2024), term(2025), term(2026)],
  ...changes,
});

export const ir = program('IR', [mpn, membership, designation, { kind: 'FirstTransaction' }]);
export const open = program('OPEN', []);

export const eligible: EligibilityFacts = {
  eligible: true,
  met: ir.criteria[0]?.criteria ?? [],
  unmet: [],
  at: instant('2023-07-01'),
};
export const ineligible: EligibilityFacts = { ...eligible, eligible: false, unmet: [designation] };

/** A complete choice under `rules`. */
export const details: PayoutDetails = {
  bank: [{ payingEntity: entity('MIOL'), bankProfileId: bankId('Bank1') }],
  currency: currency('EUR'),
  taxProfileId: taxId('Tax1'),
};

/** What the enrollment of one location in one program can read. */
export interface Facts {
  readonly program?: ProgramFacts | undefined;
  readonly location?: LocationFacts | undefined;
  readonly account?: AccountFacts | undefined;
  readonly eligibility?: EligibilityFacts | undefined;
}

/** The streams that hold the facts, by name: a question to any other finds nothing. */
export const streamsOf = ({ program: p, location: l, account: a, eligibility: e }: Facts) =>
  new Map<string, unknown>([
    ...(p ? [[streamName('program', p.programId), p] as const] : []),
    ...(l ? [[streamName('partnerLocation', l.pla), l] as const] : []),
    ...(a ? [[streamName('partnerAccount', a.pga), a] as const] : []),
    ...(p && l && e ? [[streamName('eligibility', p.programId, l.pla), e] as const] : []),
  ]);
