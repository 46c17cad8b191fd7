// What catalogue.md fixes, written down once more: this model shares nothing with the code it judges.

export type Role = 'IA' | 'IU';
export type AccountRole = 'GA' | 'AA' | 'MPA' | 'UMA' | 'AG';
export type Programs = 'all' | ReadonlyArray<string>;
export type AgreementKind = 'MpnAgreement' | 'ResellerAgreement' | 'CloudDistributorAgreement';
export type EndReason =
  | 'EligibilityLost'
  | 'AgreementLapsed'
  | 'InvitationExpired'
  | 'NotCompletedInTerm'
  | 'NoNextTerm'
  | 'OptedOut'
  | 'LocationClosed';

export type Criterion =
  | { readonly kind: 'ActiveAgreement'; readonly agreement: AgreementKind }
  | { readonly kind: 'Designation'; readonly min: number; readonly anyOf?: ReadonlyArray<string> }
  | { readonly kind: 'Membership' }
  | { readonly kind: 'FirstTransaction' }
  | { readonly kind: 'CspRole'; readonly role: string }
  | { readonly kind: 'TrailingRevenue'; readonly amountUsd: number; readonly months?: number }
  | { readonly kind: 'Custom'; readonly code: string };

export type Fact =
  | { readonly kind: 'Membership' }
  | { readonly kind: 'CspRole'; readonly role: string }
  | { readonly kind: 'TrailingRevenue'; readonly amountUsd: number }
  | { readonly kind: 'Custom'; readonly code: string };

export interface Rules {
  readonly paymentMethods: ReadonlyArray<string>;
  readonly currencies: ReadonlyArray<string>;
  readonly payingEntities: ReadonlyArray<string>;
  readonly taxForms: ReadonlyArray<{ readonly form: string; readonly country?: string }>;
  readonly forbiddenCountries?: ReadonlyArray<{ readonly bank: string; readonly location: string }>;
}

export interface Details {
  readonly bank: ReadonlyArray<{ readonly payingEntity: string; readonly bankProfileId: string }>;
  readonly paymentMethod?: string;
  readonly currency?: string;
  readonly taxProfileId?: string;
  readonly creditNoteConfirmed?: boolean;
}

export type Reason =
  | string
  | { readonly code: 'BankProfile'; readonly payingEntity: string }
  | { readonly code: 'TaxForm'; readonly form: string }
  | { readonly code: 'Other'; readonly text: string };

interface Fields {
  AssociateTenant: { tenantId: string; pga: string };
  RegisterAccount: {
    pga: string;
    name: string;
    country: string;
    tenantId: string;
    globalAdmin: { userId: string; name: string; email: string };
  };
  AddUser: {
    pga: string;
    userId: string;
    tenantId: string;
    guest: boolean;
    name: string;
    email: string;
  };
  AssignAccountRole: { pga: string; userId: string; role: AccountRole };
  RevokeAccountRole: { pga: string; userId: string; role: AccountRole };
  AssignRole: { pga: string; userId: string; role: Role; location: string; programs: Programs };
  RevokeRole: { pga: string; userId: string; role: Role; location: string; programs?: Programs };
  CreateBankProfile: BankFields;
  EditBankProfile: BankFields;
  RecordBankVerdict: { pga: string; bankProfileId: string } & Verdict;
  RegisterLocation: { pga: string; pla: string; name: string; country: string };
  CloseLocation: Location;
  CompletePmcMigration: Location;
  RecordFirstTransaction: Location;
  CompleteIncentivesUserSetup: Location;
  RemoveDefaultBankProfile: Location;
  ActivateAgreement: Location & { kind: AgreementKind; from?: string; until?: string };
  LapseAgreement: Location & { kind: AgreementKind };
  RecordDesignation: Location & { designation: string };
  EndDesignation: Location & { designation: string };
  RecordCriterionFact: Location & { fact: Fact };
  EndCriterionFact: Location & { fact: Fact };
  CreateTaxProfile: TaxFields;
  UpdateTaxProfile: TaxFields;
  RecordTaxVerdict: Location & { taxProfileId: string } & Verdict;
  ExpireTaxProfile: Location & { taxProfileId: string };
  SetDefaultBankProfile: Location & { bankProfileId: string; currency: string };
  DefineProgram: Program & {
    name: string;
    criteria: ReadonlyArray<Criterion>;
    payoutRules: Rules;
    guideUrl?: string;
  };
  ScheduleTerm: Program & { fy: number; startsAt?: string; endsAt?: string };
  ExtendTerm: Program & { fy: number; endsAt: string };
  OpenProgram: Program;
  CloseProgram: Program;
  DiscontinueProgram: Program;
  ChangeCriteria: Program & { criteria: ReadonlyArray<Criterion>; fromFy: number };
  ChangePayoutRules: Program & { payoutRules: Rules; from: string };
  EvaluateEligibility: Place & { asOf?: string; fy?: number };
  IssueInvitation: Place & { invitationId?: string };
  DeliverInvitation: Place;
  SelectBanner: Place;
  StartEnrollment: Place;
  RollForward: Place;
  OptOut: Place;
  ExpireInvitation: Place;
  ChoosePayoutDetails: Place & { details: Details };
  SubmitProfile: Place & { submissionId?: string };
  RecordVerdict: Place & { submissionId: string } & Verdict;
  RequireProfileUpdate: Place & { reasons: ReadonlyArray<Reason> };
  EndEnrollment: Place & { endReason: EndReason };
  ImportLegacyEnrollment: Program & {
    pga: string;
    accountKind: 'PGA' | 'vOrg';
    active: boolean;
    since?: string;
  };
  SetLegacyActive: Program & { pga: string; active: boolean };
}
interface Location {
  pla: string;
}
interface Program {
  programId: string;
}
type Place = Location & Program;
interface Verdict {
  verdict: 'valid' | 'invalid';
  reasons?: ReadonlyArray<Reason>;
}
interface BankFields {
  pga: string;
  pla: string;
  bankProfileId: string;
  name: string;
  country: string;
  paymentMethod: string;
  currencies?: ReadonlyArray<string>;
  accountRef: string;
}
interface TaxFields {
  pla: string;
  taxProfileId: string;
  country: string;
  forms: ReadonlyArray<string>;
  expiresOn?: string;
}

export type CommandType = keyof Fields;
export type CommandOf<Type extends CommandType> = {
  [One in Type]: { readonly type: One } & Readonly<Fields[One]>;
}[Type];
export type Command = CommandOf<CommandType>;

/** A command with who asks and when. `actor` is a user id or `system:` and a name. */
export interface Ask<Type extends CommandType = CommandType> {
  readonly commandId: string;
  readonly actor: string;
  readonly at: string;
  /** Sent by a process manager (§3.6). */
  readonly reaction?: boolean;
  readonly command: CommandOf<Type>;
}
