import { describe, expect, test } from '@jest/globals';
import { refuse as ofEligibility } from '../src/eligibility/rejections.js';
import { refuse as ofEnrollment } from '../src/enrollment/rejections.js';
import { refuse as ofProgram } from '../src/incentive-program/rejections.js';
import { refuse as ofAccount } from '../src/partner-account/rejections.js';
import { refuse as ofLocation } from '../src/partner-location/rejections.js';
import { refuse as ofTenant } from '../src/tenant/rejections.js';
import type { AccountFacts } from '../src/vocabulary/account-facts.js';
import type { FiscalYear } from '../src/vocabulary/fiscal-year.js';
import type {
  BankProfileId,
  PartnerId,
  ProgramId,
  TaxProfileId,
  TenantId,
  UserId,
} from '../src/vocabulary/ids.js';
import type { Instant } from '../src/vocabulary/instant.js';
import type { DefaultBank, LocationFacts } from '../src/vocabulary/location-facts.js';
import { currentPolicy } from '../src/vocabulary/policy.js';
import { contoso } from './contoso.js';

const account = contoso.state('partnerAccount-Contoso') as AccountFacts;
const location = contoso.state('partnerLocation-UK') as LocationFacts;
const policy = currentPolicy;
const people = { policy, account, location, program: { programId: 'IR' as ProgramId } };

const pga = 'Contoso' as PartnerId;
const pla = 'UK' as PartnerId;
const programId = 'IR' as ProgramId;
const userId = 'nils' as UserId;
const tenantId = 'contoso.com' as TenantId;
const bank = 'B1' as BankProfileId;
const tax = 'T1' as TaxProfileId;
const fy = 2024 as FiscalYear;
const instant = '2024-07-01T00:00:00.000Z' as Instant;
const term = { fy, startsAt: instant, endsAt: instant };
const defaultBank = { bankProfileId: bank, currency: 'EUR' } as DefaultBank;

const nobody: ReadonlyArray<string> = [];
const gina = ['gina'];
const userAdders = ['anna', 'gina', 'uma'];
const appointers = ['anna', 'gina'];
const admins = ['ines'];

type Row = readonly [
  refused: () => object,
  tag: string,
  rule: string,
  fixableBy: ReadonlyArray<string>,
  facts: object,
];

const tables: Readonly<Record<string, ReadonlyArray<Row>>> = {
  tenant: [
    [() => ofTenant.unknownAccount(pga), 'UnknownAccount', '§3.2', nobody, { pga }],
    [() => ofTenant.notAuthorized(account, pga), 'NotAuthorized', '§3.1', gina, { pga }],
    [
      () => ofTenant.tenantTakenByOtherAccount(tenantId),
      'TenantTakenByOtherAccount',
      '§3.1',
      nobody,
      { tenantId },
    ],
  ],
  'partner account': [
    [() => ofAccount.unknownAccount(pga), 'UnknownAccount', '§3.2', nobody, { pga }],
    [
      () => ofAccount.notRoleAssigner(account, policy),
      'NotAuthorized',
      'R-02',
      appointers,
      { pga },
    ],
    [() => ofAccount.unknownUser(account, userId), 'UnknownUser', 'R-07', userAdders, { userId }],
    [() => ofAccount.guestNotAllowed(userId), 'GuestNotAllowed', 'R-08', nobody, { userId }],
    [() => ofAccount.unknownProgram(programId), 'UnknownProgram', '§3.2', nobody, { programId }],
    [
      () => ofAccount.unknownGrant(userId, 'IA'),
      'UnknownGrant',
      '§3.1',
      nobody,
      { userId, role: 'IA' },
    ],
    [() => ofAccount.unknownLocation(pla), 'UnknownLocation', '§3.2', nobody, { pla }],
    [() => ofAccount.notMicrosoft(), 'NotAuthorized', '§2.3', nobody, {}],
    [() => ofAccount.notUserAdder(account), 'NotAuthorized', '§2.3', userAdders, { pga }],
    [() => ofAccount.notGlobalAdmin(account), 'NotAuthorized', '§3.1', gina, { pga }],
    [
      () => ofAccount.notIncentivesAdmin(account, policy, pla),
      'NotIncentivesAdmin',
      'R-10',
      appointers,
      { pla },
    ],
    [() => ofAccount.accountExists(pga), 'AccountExists', '§3.1', nobody, { pga }],
    [() => ofAccount.duplicateUser(userId), 'DuplicateUser', '§3.1', nobody, { userId }],
    [() => ofAccount.unknownTenant(account, tenantId), 'UnknownTenant', 'R-07', gina, { tenantId }],
    [
      () => ofAccount.unknownTenant(undefined, tenantId),
      'UnknownTenant',
      'R-07',
      nobody,
      { tenantId },
    ],
    [() => ofAccount.lastGlobalAdmin(account, userId), 'LastGlobalAdmin', '§3.1', gina, { userId }],
    [() => ofAccount.notALocation(pla), 'NotALocation', 'R-03', nobody, { partnerId: pla }],
    [() => ofAccount.foreignLocation(pla, pga), 'ForeignLocation', '§3.1', nobody, { pla, pga }],
    [
      () => ofAccount.unknownProfile(account, location, bank),
      'UnknownProfile',
      'T-01',
      admins,
      { profileIds: ['B1'] },
    ],
    [
      () => ofAccount.profileExists(account, location, bank),
      'ProfileExists',
      '§5.1',
      admins,
      { profileId: 'B1' },
    ],
    [
      () => ofAccount.duplicateName(account, location, 'Main'),
      'DuplicateName',
      'T-02',
      admins,
      { name: 'Main' },
    ],
    [
      () => ofAccount.notPending(bank, 'Approved'),
      'NotPending',
      'T-03',
      nobody,
      { profileId: 'B1', status: 'Approved' },
    ],
    [() => ofAccount.reasonsRequired(), 'ReasonsRequired', '§5.4', nobody, {}],
  ],
  'partner location': [
    [() => ofLocation.unknownLocation(pla), 'UnknownLocation', '§3.2', nobody, { pla }],
    [() => ofLocation.notMicrosoft(), 'NotAuthorized', '§2.3', nobody, {}],
    [() => ofLocation.notAllowedToRegister(account), 'NotAuthorized', '§2.3', appointers, { pga }],
    [
      () => ofLocation.notIncentivesAdmin(people, pla),
      'NotIncentivesAdmin',
      'R-10',
      appointers,
      { pla },
    ],
    [() => ofLocation.locationExists(pla), 'LocationExists', '§3.1', nobody, { pla }],
    [() => ofLocation.locationClosed(pla), 'LocationClosed', '§3.1', nobody, { pla }],
    [() => ofLocation.notALocation(pga), 'NotALocation', 'R-03', nobody, { partnerId: pga }],
    [() => ofLocation.foreignLocation(pla, pga), 'ForeignLocation', '§3.1', nobody, { pla, pga }],
    [
      () => ofLocation.unknownTaxProfile(account, location, tax),
      'UnknownProfile',
      'T-04',
      admins,
      { profileIds: ['T1'] },
    ],
    [
      () => ofLocation.unknownBankProfile(account, location, bank),
      'UnknownProfile',
      'T-01',
      admins,
      { profileIds: ['B1'] },
    ],
    [
      () => ofLocation.profileExists(account, location, tax),
      'ProfileExists',
      '§5.1',
      admins,
      { profileId: 'T1' },
    ],
    [
      () => ofLocation.notPending(tax, 'Approved'),
      'NotPending',
      'T-03',
      nobody,
      { profileId: 'T1', status: 'Approved' },
    ],
    [() => ofLocation.reasonsRequired(), 'ReasonsRequired', '§5.4', nobody, {}],
    [
      () => ofLocation.notYetExpired(tax, instant),
      'NotYetExpired',
      'T-05',
      nobody,
      { profileId: 'T1', expiresOn: instant },
    ],
    [
      () => ofLocation.defaultAlreadySet(account, location, defaultBank),
      'DefaultAlreadySet',
      'T-22',
      admins,
      { defaultBank },
    ],
    [() => ofLocation.noDefault(account, location), 'NoDefault', 'T-22', admins, { pla }],
  ],
  'incentive program': [
    [() => ofProgram.notMicrosoft(), 'NotAuthorized', '§2.3', nobody, {}],
    [() => ofProgram.unknownProgram(programId), 'UnknownProgram', '§3.2', nobody, { programId }],
    [
      () => ofProgram.programDiscontinued(programId),
      'ProgramDiscontinued',
      '§3.2',
      nobody,
      { programId },
    ],
    [() => ofProgram.programExists(programId), 'ProgramExists', '§3.2', nobody, { programId }],
    [() => ofProgram.emptyTerm(term), 'EmptyTerm', 'V-02', nobody, term],
    [() => ofProgram.termsOverlap(fy, term), 'TermsOverlap', '§3.2', nobody, { fy, other: term }],
    [() => ofProgram.unknownTerm(fy), 'UnknownTerm', '§3.2', nobody, { fy }],
    [
      () => ofProgram.termAlreadyEnded(fy, instant),
      'TermAlreadyEnded',
      '§3.2',
      nobody,
      { fy, endedAt: instant },
    ],
    [
      () => ofProgram.notAnExtension(fy, instant),
      'NotAnExtension',
      '§3.2',
      nobody,
      { fy, endsAt: instant },
    ],
  ],
  eligibility: [
    [() => ofEligibility.notMicrosoft(), 'NotAuthorized', '§2.3', nobody, {}],
    [
      () => ofEligibility.unknownProgram(programId),
      'UnknownProgram',
      '§3.6',
      nobody,
      { programId },
    ],
    [() => ofEligibility.unknownLocation(pla), 'UnknownLocation', '§3.2', nobody, { pla }],
    [() => ofEligibility.notALocation(pga), 'NotALocation', 'L-04', nobody, { partnerId: pga }],
    [
      () => ofEligibility.programDiscontinued(programId),
      'ProgramDiscontinued',
      '§3.2',
      nobody,
      { programId },
    ],
    [
      () => ofEligibility.programIsOpenProgram(programId),
      'ProgramIsOpenProgram',
      'L-01',
      nobody,
      { programId },
    ],
    [() => ofEligibility.locationClosed(pla), 'LocationClosed', '§3.6', nobody, { pla }],
  ],
  enrollment: [
    [() => ofEnrollment.unknownAccount(pga), 'UnknownAccount', '§3.2', nobody, { pga }],
    [() => ofEnrollment.unknownLocation(pla), 'UnknownLocation', '§3.2', nobody, { pla }],
    [() => ofEnrollment.unknownProgram(programId), 'UnknownProgram', '§3.2', nobody, { programId }],
    [() => ofEnrollment.notMicrosoft(), 'NotAuthorized', '§2.3', nobody, {}],
    [() => ofEnrollment.notInvitedPerson(people), 'NotAuthorized', 'I-04', appointers, {}],
    [
      () => ofEnrollment.notIncentivesAdmin(people, pla, programId),
      'NotIncentivesAdmin',
      'R-01',
      appointers,
      { pla, programId },
    ],
    [
      () => ofEnrollment.programDiscontinued(programId),
      'ProgramDiscontinued',
      '§6.3',
      nobody,
      { programId },
    ],
    [
      () => ofEnrollment.programNotOpen(programId, 'Closed'),
      'ProgramNotOpen',
      '§3.2',
      nobody,
      { programId, status: 'Closed' },
    ],
    [
      () => ofEnrollment.programIsOpenProgram(programId),
      'ProgramIsOpenProgram',
      'I-06',
      nobody,
      { programId },
    ],
    [() => ofEnrollment.notALocation(pga), 'NotALocation', 'E-13', nobody, { partnerId: pga }],
    [() => ofEnrollment.locationClosed(pla), 'LocationClosed', '§3.1', nobody, { pla }],
    [() => ofEnrollment.pmcMigrationRequired(pla), 'PmcMigrationRequired', 'I-10', nobody, { pla }],
    [
      () => ofEnrollment.notEligible(undefined),
      'NotEligible',
      'L-01',
      nobody,
      { evaluated: false, unmet: [] },
    ],
    [
      () =>
        ofEnrollment.notEligible({
          eligible: false,
          met: [],
          unmet: [{ kind: 'Membership' }],
          at: instant,
        }),
      'NotEligible',
      'L-01',
      nobody,
      { evaluated: true, unmet: [{ kind: 'Membership' }] },
    ],
    [
      () => ofEnrollment.optedOutThisYear(programId),
      'OptedOutThisYear',
      '§3.4.3',
      nobody,
      { programId },
    ],
    [() => ofEnrollment.noTermInForce(programId), 'NoTermInForce', '§3.4.3', nobody, { programId }],
    [() => ofEnrollment.notInvited('None'), 'NotInvited', '§3.4.4', nobody, { phase: 'None' }],
    [
      () => ofEnrollment.notStarted(people, 'None'),
      'NotStarted',
      '§3.4.4',
      admins,
      { phase: 'None' },
    ],
    [
      () => ofEnrollment.alreadyStarted('Complete'),
      'AlreadyStarted',
      '§3.4.4',
      nobody,
      { phase: 'Complete' },
    ],
    [() => ofEnrollment.enrollmentEnded(), 'EnrollmentEnded', 'E-12', nobody, {}],
    [
      () => ofEnrollment.unknownProfile(people, ['B1']),
      'UnknownProfile',
      '§3.4.3',
      admins,
      { profileIds: ['B1'] },
    ],
    [
      () => ofEnrollment.paymentMethodNotAllowed(people, 'Cheque', ['Wire']),
      'PaymentMethodNotAllowed',
      'T-10',
      admins,
      { paymentMethod: 'Cheque', allowed: ['Wire'] },
    ],
    [
      () => ofEnrollment.currencyNotAllowed(people, 'EUR', ['USD']),
      'CurrencyNotAllowed',
      '§5.3',
      admins,
      { currency: 'EUR', allowed: ['USD'] },
    ],
    [
      () => ofEnrollment.detailsIncomplete(people, []),
      'DetailsIncomplete',
      '§5.3',
      admins,
      { missing: [] },
    ],
    [
      () => ofEnrollment.notValidating(people, 'Complete'),
      'NotValidating',
      '§3.4.4',
      admins,
      { phase: 'Complete' },
    ],
    [
      () => ofEnrollment.staleSubmission(people, 's1', 's2'),
      'StaleSubmission',
      'E-07',
      admins,
      { submissionId: 's1', current: 's2' },
    ],
    [() => ofEnrollment.reasonsRequired(), 'ReasonsRequired', '§3.4.3', nobody, {}],
    [
      () => ofEnrollment.invitationStillValid(null),
      'InvitationStillValid',
      'I-08',
      nobody,
      { until: null },
    ],
  ],
};

describe.each(Object.entries(tables))(
  'a refusal about the %s is data (§2.3, §3): the fact that blocks, its rule, who can change it',
  (_, rows) => {
    for (const [refused, _tag, rule, fixableBy, facts] of rows) {
      test(`${_tag} (${rule}) names ${fixableBy.join(', ') || 'nobody'}`, () => {
        expect(refused()).toStrictEqual({ ...facts, _tag, rule, fixableBy });
      });
    }
  },
);
