import type { AccountFacts } from '../vocabulary/account-facts.js';
import { holdersOf, incentivesAdmins, roleAssigners } from '../vocabulary/authority.js';
import type { EligibilityFacts } from '../vocabulary/eligibility-facts.js';
import type { PartnerId, ProgramId } from '../vocabulary/ids.js';
import type { Instant } from '../vocabulary/instant.js';
import type { LocationFacts } from '../vocabulary/location-facts.js';
import type { Policy } from '../vocabulary/policy.js';
import type { ProgramFacts } from '../vocabulary/program-facts.js';
import type { MissingItem } from '../vocabulary/reasons.js';
import { refusal } from '../vocabulary/rejection.js';
import type { PhaseName } from './state.js';

/** Whom a refusal can name: the incentives admins in scope, or those who could appoint one. */
interface People {
  readonly policy: Policy;
  readonly account: AccountFacts | undefined;
  readonly location: LocationFacts | undefined;
}
interface PeopleOfProgram extends People {
  readonly program: Pick<ProgramFacts, 'programId'>;
}

const admins = ({ account, location, program }: PeopleOfProgram) =>
  incentivesAdmins(account, location, program.programId);

const appointers = ({ account, policy }: People) => holdersOf(account, roleAssigners(policy));

/** Why a command about an enrollment was refused, and who can change that. */
export const refuse = {
  unknownAccount: (pga: PartnerId) => refusal('UnknownAccount', '§3.2', [], { pga }),
  unknownLocation: (pla: PartnerId) => refusal('UnknownLocation', '§3.2', [], { pla }),
  unknownProgram: (programId: ProgramId) => refusal('UnknownProgram', '§3.2', [], { programId }),
  /** A person sent a command of Microsoft's. */
  notMicrosoft: () => refusal('NotAuthorized', '§2.3', [], {}),
  /** Neither a recipient of the invitation nor an incentives admin in scope. */
  notInvitedPerson: (people: People) => refusal('NotAuthorized', 'I-04', appointers(people), {}),
  notIncentivesAdmin: (people: People, pla: PartnerId, programId: ProgramId) =>
    refusal('NotIncentivesAdmin', 'R-01', appointers(people), { pla, programId }),
  programDiscontinued: (programId: ProgramId) =>
    refusal('ProgramDiscontinued', '§6.3', [], { programId }),
  programNotOpen: (programId: ProgramId, status: ProgramFacts['status']) =>
    refusal('ProgramNotOpen', '§3.2', [], { programId, status }),
  programIsOpenProgram: (programId: ProgramId) =>
    refusal('ProgramIsOpenProgram', 'I-06', [], { programId }),
  notALocation: (partnerId: PartnerId) => refusal('NotALocation', 'E-13', [], { partnerId }),
  locationClosed: (pla: PartnerId) => refusal('LocationClosed', '§3.1', [], { pla }),
  pmcMigrationRequired: (pla: PartnerId) => refusal('PmcMigrationRequired', 'I-10', [], { pla }),
  /** `evaluated: false`: no evaluation is recorded yet, so the unmet criteria are not known. */
  notEligible: (evaluation: EligibilityFacts | undefined) =>
    refusal('NotEligible', 'L-01', [], {
      evaluated: evaluation !== undefined,
      unmet: evaluation?.unmet ?? [],
    }),
  optedOutThisYear: (programId: ProgramId) =>
    refusal('OptedOutThisYear', '§3.4.3', [], { programId }),
  noTermInForce: (programId: ProgramId) => refusal('NoTermInForce', '§3.4.3', [], { programId }),
  notInvited: (phase: PhaseName) => refusal('NotInvited', '§3.4.4', [], { phase }),
  /** An incentives admin could start the enrollment first. */
  notStarted: (people: PeopleOfProgram, phase: PhaseName) =>
    refusal('NotStarted', '§3.4.4', admins(people), { phase }),
  alreadyStarted: (phase: PhaseName) => refusal('AlreadyStarted', '§3.4.4', [], { phase }),
  enrollmentEnded: () => refusal('EnrollmentEnded', 'E-12', [], {}),
  unknownProfile: (people: PeopleOfProgram, profileIds: ReadonlyArray<string>) =>
    refusal('UnknownProfile', '§3.4.3', admins(people), { profileIds }),
  paymentMethodNotAllowed: (
    people: PeopleOfProgram,
    paymentMethod: string,
    allowed: ReadonlyArray<string>,
  ) => refusal('PaymentMethodNotAllowed', 'T-10', admins(people), { paymentMethod, allowed }),
  currencyNotAllowed: (people: PeopleOfProgram, currency: string, allowed: ReadonlyArray<string>) =>
    refusal('CurrencyNotAllowed', '§5.3', admins(people), { currency, allowed }),
  detailsIncomplete: (people: PeopleOfProgram, missing: ReadonlyArray<MissingItem>) =>
    refusal('DetailsIncomplete', '§5.3', admins(people), { missing }),
  notValidating: (people: PeopleOfProgram, phase: PhaseName) =>
    refusal('NotValidating', '§3.4.4', admins(people), { phase }),
  /** The verdict is on a submission that another has superseded, or that never was. */
  staleSubmission: (people: PeopleOfProgram, submissionId: string, current: string) =>
    refusal('StaleSubmission', 'E-07', admins(people), { submissionId, current }),
  reasonsRequired: () => refusal('ReasonsRequired', '§3.4.3', [], {}),
  /** `until: null`: the invitation lasts until the term ends. */
  invitationStillValid: (until: Instant | null) =>
    refusal('InvitationStillValid', 'I-08', [], { until }),
};

export type EnrollmentRejection = ReturnType<(typeof refuse)[keyof typeof refuse]>;
