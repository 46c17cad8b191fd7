import {
  CorruptHistory,
  eligibility,
  enrollment,
  incentiveProgram,
  partnerLocation,
  type EligibilityEvent,
  type EligibilityFacts,
  type Enrollment,
  type EnrollmentEvent,
  type EnrollmentState,
  type Event,
  type IncentiveProgramEvent,
  type PartnerId,
  type PartnerLocationEvent,
  type ProgramId,
} from '@partner-incentives/domain';
import type { Fold, StoredEvent } from '@partner-incentives/event-sourcing';
import { locationAfter } from './location-after.js';
import { programAfter } from './program-after.js';
import type { IndexedLocation, IndexedProgram, TargetIndex } from './target-index.js';

/** The index while it grows: the same maps, changed in place. */
interface GrowingIndex extends TargetIndex {
  readonly locations: Map<PartnerId, IndexedLocation>;
  readonly locationsOf: Map<PartnerId, Set<PartnerId>>;
  readonly programs: Map<ProgramId, IndexedProgram>;
  readonly eligibility: Map<ProgramId, Map<PartnerId, EligibilityFacts>>;
  readonly enrollments: Map<ProgramId, Map<PartnerId, Enrollment>>;
}

const emptyIndex = (): GrowingIndex => ({
  locations: new Map(),
  locationsOf: new Map(),
  programs: new Map(),
  eligibility: new Map(),
  enrollments: new Map(),
});

const nothingYet: TargetIndex = emptyIndex();

/**
 * Folds every event of the store into the index, at a cost that does not grow with it: `evolve` changes the index it
 * was given in place, so only the one it returns may be used. `initial` is never changed; each fold from it gets
 * maps of its own.
 *
 * An event that presupposes one that is not there says nothing; one that cannot follow on an enrollment leaves it as
 * it was: a corrupt stream is a fault of the commands on it, and must not silence everybody else's.
 */
export const targetIndex: Fold<TargetIndex, StoredEvent<Event>> = {
  initial: nothingYet,
  evolve: (index: GrowingIndex, stored) =>
    withEvent(index === nothingYet ? emptyIndex() : index, stored),
};

const withEvent = (index: GrowingIndex, stored: StoredEvent<Event>): TargetIndex => {
  const { event } = stored;
  switch (event.type) {
    case 'LocationRegistered':
    case 'LocationClosed':
    case 'PmcMigrationCompleted':
    case 'FirstTransactionRecorded':
    case 'AgreementActivated':
    case 'AgreementLapsed':
    case 'DesignationAttained':
    case 'DesignationEnded':
    case 'CriterionFactRecorded':
    case 'CriterionFactEnded':
    case 'TaxProfileCreated':
    case 'TaxProfileUpdated':
    case 'TaxProfileApproved':
    case 'TaxProfileActionRequired':
    case 'TaxProfileExpired':
      return withLocation(index, event.data, event, stored);
    case 'ProgramDefined':
    case 'TermScheduled':
    case 'TermExtended':
    case 'ProgramOpened':
    case 'ProgramClosed':
    case 'ProgramDiscontinued':
    case 'CriteriaChanged':
    case 'PayoutRulesChanged':
      return withProgram(index, event, stored);
    case 'EligibilityEvaluated':
      return withEvaluation(index, event);
    case 'InvitationSent':
    case 'InvitationDelivered':
    case 'EnrollmentStarted':
    case 'PayoutDetailsChosen':
    case 'ProfileSubmitted':
    case 'ProfileValidated':
    case 'ProfileRejected':
    case 'ProfileUpdateRequired':
    case 'FiscalYearRolledForward':
    case 'RollForwardHeld':
    case 'EnrollmentEnded':
      return withEnrollment(index, event.data, event);
    case 'LegacyEnrollmentImported':
    case 'LegacyActiveSet':
      return withEnrollment(index, { programId: event.data.programId, pla: event.data.pga }, event);
    // Nobody is concerned through these.
    case 'AccountRegistered':
    case 'UserAdded':
    case 'AccountRoleAssigned':
    case 'AccountRoleRevoked':
    case 'BankProfileCreated':
    case 'BankProfileEdited':
    case 'BankProfileApproved':
    case 'BankProfileActionRequired':
    case 'TenantAssociated':
    case 'RoleAssigned':
    case 'RoleRevoked':
    case 'IncentivesUserSetupCompleted':
    case 'DefaultBankProfileSet':
    case 'DefaultBankProfileRemoved':
    case 'InvitationBannerSelected':
    case 'PolicyAdopted':
      return index;
  }
};

const withLocation = (
  index: GrowingIndex,
  { pga, pla }: { readonly pga: PartnerId; readonly pla: PartnerId },
  event: PartnerLocationEvent,
  stored: StoredEvent<Event>,
): TargetIndex => {
  const before = index.locations.get(pla);
  const facts = partnerLocation.evolve(before?.facts, event);
  if (facts === undefined) return index;
  index.locations.set(pla, locationAfter(before, facts, event, stored));
  const siblings = index.locationsOf.get(pga) ?? new Set();
  index.locationsOf.set(pga, siblings.add(pla));
  return index;
};

const withProgram = (
  index: GrowingIndex,
  event: IncentiveProgramEvent,
  stored: StoredEvent<Event>,
): TargetIndex => {
  const { programId } = event.data;
  const before = index.programs.get(programId);
  const facts = incentiveProgram.evolve(before?.facts, event);
  if (facts !== undefined) {
    index.programs.set(programId, programAfter(before, facts, event, stored));
  }
  return index;
};

const withEvaluation = (index: GrowingIndex, event: EligibilityEvent): TargetIndex => {
  const { programId, pla } = event.data;
  const facts = eligibility.evolve(index.eligibility.get(programId)?.get(pla), event);
  if (facts !== undefined) put(index.eligibility, programId, pla, facts);
  return index;
};

const withEnrollment = (
  index: GrowingIndex,
  { programId, pla }: { readonly programId: ProgramId; readonly pla: PartnerId },
  event: EnrollmentEvent,
): TargetIndex => {
  const before = index.enrollments.get(programId)?.get(pla);
  const after = followedBy(before, event);
  if (after !== undefined) put(index.enrollments, programId, pla, after);
  return index;
};

const followedBy = (state: EnrollmentState, event: EnrollmentEvent): EnrollmentState => {
  try {
    return enrollment.evolve(state, event);
  } catch (error) {
    if (error instanceof CorruptHistory) return state;
    throw error;
  }
};

const put = <Value>(
  table: Map<ProgramId, Map<PartnerId, Value>>,
  programId: ProgramId,
  pla: PartnerId,
  value: Value,
): void => {
  const row = table.get(programId);
  if (row === undefined) table.set(programId, new Map([[pla, value]]));
  else row.set(pla, value);
};
