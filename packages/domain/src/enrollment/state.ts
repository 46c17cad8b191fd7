import type { FiscalYear } from '../vocabulary/fiscal-year.js';
import type { InvitationId, SubmissionId, UserId } from '../vocabulary/ids.js';
import type { CalendarDate, Instant } from '../vocabulary/instant.js';
import type { PayoutDetails } from '../vocabulary/payout.js';
import type { Reason } from '../vocabulary/reasons.js';
import type { AccountKind, EndReason } from './events.js';

/** An offer to enroll, sent or at least listed (I-01, I-03). */
export interface Invitation {
  readonly id: InvitationId;
  readonly sentAt: Instant;
  /** Of the invitation and of a later delivery. */
  readonly recipients: ReadonlyArray<UserId>;
  readonly emailed: boolean;
  /** Whether an incentives admin is among the recipients. */
  readonly namesIncentivesAdmin: boolean;
}

/** Details handed in for a verdict: a copy, which later edits of the draft do not touch (E-14). */
export interface Submission {
  readonly id: SubmissionId;
  readonly at: Instant;
  readonly kind: 'initial' | 'update';
  readonly details: PayoutDetails;
}

/** What an enrollment hangs on that is no location (E-13). */
export interface LegacyAccount {
  readonly accountKind: AccountKind;
  readonly active: boolean;
}

/** The effective time of the event that led to the phase. */
interface Since {
  readonly since: Instant;
}

/** The invitation is out, the process not started. */
export interface Invited extends Since {
  readonly phase: 'Invited';
  readonly fy: FiscalYear;
  readonly invitation: Invitation;
  readonly bannerSelectedBy: ReadonlyArray<UserId>;
  readonly legacy?: never;
}

/** What every phase between start and end knows. */
interface Cycle extends Since {
  readonly fy: FiscalYear;
  readonly startedAt: Instant;
  /** Absent in open programs, which invite nobody (I-06). */
  readonly invitation?: Invitation;
  /** The details being edited. */
  readonly draft: PayoutDetails;
  /** Once true, a submission is an update (§3.4.4). */
  readonly everCompleted: boolean;
  readonly firstCompletedAt?: Instant;
  /** The month from which the enrollment earns (E-10). */
  readonly earningsStart?: CalendarDate;
  /** The details last validated. */
  readonly validated?: PayoutDetails;
  readonly legacy?: never;
}

/** Started, but payout or tax information is missing, rejected, expired or no longer sufficient. */
export interface InProgress extends Cycle {
  readonly phase: 'InProgress';
  /** What was found wanting; empty in a fresh cycle. */
  readonly reasons: ReadonlyArray<Reason>;
}

/** Details are handed in, Microsoft's verdict is outstanding. */
export interface Validating extends Cycle {
  readonly phase: 'Validating';
  readonly submission: Submission;
}

/** Validated. */
export interface Complete extends Cycle {
  readonly phase: 'Complete';
  readonly everCompleted: true;
  readonly validated: PayoutDetails;
  readonly firstCompletedAt: Instant;
  readonly earningsStart: CalendarDate;
}

/** Imported from before 2020: enrolled without a location, a term or boundaries; can only be shown and ended. */
export interface Legacy extends Since {
  readonly phase: 'Complete';
  readonly legacy: LegacyAccount;
  readonly invitation?: never;
}

/** Not enrolled any more; a new invitation, or in an open program a new start, begins a new cycle (E-12). */
export interface Ended extends Since {
  readonly phase: 'Ended';
  readonly endReason: EndReason;
  /** The year it ended in. */
  readonly fy?: FiscalYear;
  readonly invitation?: Invitation;
  readonly legacy?: LegacyAccount;
}

/** A location's enrollment in a program, by phase (§3.4.2). Plain JSON. */
export type Enrollment = Invited | InProgress | Validating | Complete | Legacy | Ended;

/** `undefined` is the phase None: no stream. */
export type EnrollmentState = Enrollment | undefined;

/** Started at a location and not ended. */
export type Started = InProgress | Validating | Complete;

/** With a term that can run out. */
export type Live = Invited | Started;

export const isLive = (state: EnrollmentState): state is Live =>
  state !== undefined && state.phase !== 'Ended' && state.legacy === undefined;

export const isStarted = (state: EnrollmentState): state is Started =>
  isLive(state) && state.phase !== 'Invited';

export type PhaseName = Enrollment['phase'] | 'None';

export const phaseOf = (state: EnrollmentState): PhaseName => state?.phase ?? 'None';
