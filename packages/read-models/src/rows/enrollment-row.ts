import type {
  CalendarDate,
  DefaultBank,
  EndReason,
  FiscalYear,
  InvitationId,
  PartnerId,
  PayoutDetails,
  ProgramId,
  Reason,
  SubmissionId,
  TaxProfileId,
  UserId,
} from '@partner-incentives/domain';
import type { Instant } from '@partner-incentives/event-sourcing';

export type Phase = 'Invited' | 'InProgress' | 'Validating' | 'Complete' | 'Ended';

/** The row of the outcome table (§6.2) that a fiscal-year boundary came under; `fy` is the year rolled into. */
export interface BoundaryOutcome {
  readonly fy: FiscalYear;
  readonly rule: 'RF1' | 'RF2' | 'RF3' | 'RF4' | 'RF5' | 'RF6' | 'RF7' | 'RF8' | 'RF9';
  readonly effectiveAt: Instant;
}

/** Its banner's audience. */
export interface InvitationInRow {
  readonly invitationId: InvitationId;
  /** Of the invitation and of a later delivery. */
  readonly recipients: ReadonlyArray<UserId>;
  readonly bannerSelectedBy: ReadonlyArray<UserId>;
}

/**
 * An enrollment as its viewers need it. Not the aggregate's own state: time travel folds any selection of events, so
 * this row takes each event at its word, where the aggregate would find the history corrupt.
 */
export interface EnrollmentRow {
  readonly account?: string;
  readonly programId: ProgramId;
  /** The PGA's id for legacy enrollments. */
  readonly pla: PartnerId;
  readonly phase: Phase;
  /** The effective time of the event that led to the phase. */
  readonly since: Instant;
  /** Absent for legacy enrollments. */
  readonly fy?: FiscalYear;
  readonly endReason?: EndReason;
  readonly legacy?: { readonly accountKind: 'PGA' | 'vOrg'; readonly active: boolean };
  readonly invitation?: InvitationInRow;
  readonly prefill?: DefaultBank;
  /** Offered at the start. */
  readonly taxProfileIds: ReadonlyArray<TaxProfileId>;
  /** The details being edited, from the start on. */
  readonly draft?: PayoutDetails;
  readonly submission?: { readonly submissionId: SubmissionId; readonly at: Instant };
  readonly reasons: ReadonlyArray<Reason>;
  readonly earningsStart?: CalendarDate;
  readonly boundaries: ReadonlyArray<BoundaryOutcome>;
}
