import type {
  AgreementKind,
  EligibilityFacts,
  Enrollment,
  FiscalYear,
  LocationFacts,
  PartnerId,
  ProgramFacts,
  ProgramId,
  TaxProfileId,
} from '@partner-incentives/domain';
import type { Instant } from '@partner-incentives/event-sourcing';

/** The event that fixed an instant of the future: timers are named after it. */
export interface Recording {
  readonly eventId: string;
  readonly effectiveAt: Instant;
  readonly recordedAt: Instant;
}

/** A location, and which events its agreements and tax profiles come from. */
export interface IndexedLocation {
  readonly facts: LocationFacts;
  readonly agreements: ReadonlyMap<AgreementKind, Recording>;
  readonly taxProfiles: ReadonlyMap<TaxProfileId, Recording>;
}

/** A program, and which events its terms' ends and its changes of payout rules come from. */
export interface IndexedProgram {
  readonly facts: ProgramFacts;
  readonly starts: ReadonlyMap<FiscalYear, Recording>;
  readonly ends: ReadonlyMap<FiscalYear, Recording>;
  /** By the instant from which they count. */
  readonly payoutRules: ReadonlyMap<Instant, Recording>;
}

/**
 * Where policies and timers look up whom an event or an instant concerns: the states of the domain itself, folded up
 * to an event over all streams. Only for finding targets; what is decided about them is decided on facts read then.
 */
export interface TargetIndex {
  readonly locations: ReadonlyMap<PartnerId, IndexedLocation>;
  /** The locations of each account. */
  readonly locationsOf: ReadonlyMap<PartnerId, ReadonlySet<PartnerId>>;
  readonly programs: ReadonlyMap<ProgramId, IndexedProgram>;
  /** The last evaluations. */
  readonly eligibility: ReadonlyMap<ProgramId, ReadonlyMap<PartnerId, EligibilityFacts>>;
  /** Legacy enrollments stand under the id of their account (E-13). */
  readonly enrollments: ReadonlyMap<ProgramId, ReadonlyMap<PartnerId, Enrollment>>;
}
