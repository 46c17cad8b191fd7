// These shapes are on disk for ever: add, never edit. A new shape is a new version with an upcaster.
import * as t from 'io-ts';
import { FiscalYear } from '../vocabulary/fiscal-year.js';
import {
  BankProfileId,
  InvitationId,
  PartnerId,
  ProgramId,
  SubmissionId,
  TaxProfileId,
  UserId,
} from '../vocabulary/ids.js';
import { CalendarDate, Instant } from '../vocabulary/instant.js';
import { PayoutDetails } from '../vocabulary/payout.js';
import { Reason } from '../vocabulary/reasons.js';
import { record, v1, type EventOf } from '../vocabulary/record.js';
import { Currency, Text } from '../vocabulary/text.js';

export const EndReason = t.keyof({
  EligibilityLost: null,
  AgreementLapsed: null,
  InvitationExpired: null,
  NotCompletedInTerm: null,
  NoNextTerm: null,
  OptedOut: null,
  LocationClosed: null,
});
export type EndReason = t.TypeOf<typeof EndReason>;

/** What an enrollment of before 2020 hangs on, instead of a location (E-13). */
export const AccountKind = t.keyof({ PGA: null, vOrg: null });
export type AccountKind = t.TypeOf<typeof AccountKind>;

const ids = { programId: ProgramId, pla: PartnerId };
const legacyIds = { programId: ProgramId, pga: PartnerId };
const fy = { fy: FiscalYear };
const reasons = { reasons: t.readonlyArray(Reason) };

/** What can have happened to an enrollment (§3.4). */
export const enrollmentEvents = {
  InvitationSent: v1({
    ...ids,
    ...fy,
    invitationId: InvitationId,
    subject: Text,
    from: Text,
    recipients: t.readonlyArray(UserId),
    emailed: t.boolean,
    /** Whether an incentives admin is among the recipients (I-03). */
    namesIncentivesAdmin: t.boolean,
  }),
  InvitationDelivered: v1({
    ...ids,
    invitationId: InvitationId,
    recipients: t.readonlyArray(UserId),
  }),
  InvitationBannerSelected: v1({ ...ids, invitationId: InvitationId, userId: UserId }),
  EnrollmentStarted: v1(
    {
      ...ids,
      ...fy,
      by: UserId,
      taxProfileIds: t.readonlyArray(TaxProfileId),
      /** What is being edited from here on: the prefill for every paying entity (E-02, §5.3). */
      draft: PayoutDetails,
    },
    { prefill: record({ bankProfileId: BankProfileId, currency: Currency }) },
  ),
  PayoutDetailsChosen: v1({ ...ids, details: PayoutDetails, by: UserId }),
  ProfileSubmitted: v1(
    {
      ...ids,
      submissionId: SubmissionId,
      kind: t.keyof({ initial: null, update: null }),
      details: PayoutDetails,
      by: UserId,
    },
    { supersedes: SubmissionId },
  ),
  ProfileValidated: v1({
    ...ids,
    submissionId: SubmissionId,
    completedAt: Instant,
    earningsStart: CalendarDate,
  }),
  ProfileRejected: v1({ ...ids, ...reasons, submissionId: SubmissionId }),
  ProfileUpdateRequired: v1({ ...ids, ...reasons }),
  FiscalYearRolledForward: v1({ ...ids, fromFy: FiscalYear, toFy: FiscalYear }),
  RollForwardHeld: v1({ ...ids, ...fy, ...reasons }),
  EnrollmentEnded: v1(
    { ...ids, endReason: EndReason, at: Instant },
    /** Only at a fiscal-year boundary: the year that was not rolled into (RF1 … RF4). */
    { toFy: FiscalYear },
  ),
  LegacyEnrollmentImported: v1(
    { ...legacyIds, accountKind: AccountKind, active: t.boolean },
    { since: Instant },
  ),
  LegacyActiveSet: v1({ ...legacyIds, active: t.boolean }),
};

export type EnrollmentEvent = EventOf<typeof enrollmentEvents>;
