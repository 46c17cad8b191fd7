import { enrollment, type EnrollmentEvent } from '@partner-incentives/domain';
import { readModel, type Handler, type Instant } from '@partner-incentives/event-sourcing';
import { afterBoundary } from './boundary-outcome.js';
import { changed, type NewRow } from './changed-enrollment.js';
import type { EnrollmentRow, Phase } from './enrollment-row.js';
import { enrollmentFoundUnder } from './found-under.js';

type On<Type extends EnrollmentEvent['type']> = Handler<
  EnrollmentRow,
  Extract<EnrollmentEvent, { readonly type: Type }>
>;

const moveTo = (row: NewRow, phase: Phase, at: Instant): void => {
  if (row.phase !== phase) row.since = at;
  row.phase = phase;
};

/** A cycle begins anew; what was decided at boundaries stays on record (E-12). */
const begun = (
  before: EnrollmentRow | undefined,
  { programId, pla }: Pick<EnrollmentRow, 'programId' | 'pla'>,
  account: string | undefined,
  phase: Phase,
  since: Instant,
): NewRow => {
  const boundaries = before?.boundaries ?? [];
  const row: NewRow = { programId, pla, phase, since, taxProfileIds: [], reasons: [], boundaries };
  if (account !== undefined) row.account = account;
  return row;
};

const invitationSent: On<'InvitationSent'> = (before, { data, effectiveAt }, { metadata }) => {
  const row = begun(before, data, metadata.account, 'Invited', effectiveAt);
  const { fy, invitationId, recipients } = data;
  row.fy = fy;
  row.invitation = { invitationId, recipients, bannerSelectedBy: [] };
  return row;
};

const invitationDelivered: On<'InvitationDelivered'> = changed((row, { data }) => {
  if (row.invitation === undefined) return;
  const recipients = [...new Set([...row.invitation.recipients, ...data.recipients])];
  row.invitation = { ...row.invitation, recipients };
});

const bannerSelected: On<'InvitationBannerSelected'> = changed((row, { data }) => {
  if (row.invitation === undefined) return;
  const bannerSelectedBy = [...new Set([...row.invitation.bannerSelectedBy, data.userId])];
  row.invitation = { ...row.invitation, bannerSelectedBy };
});

const started: On<'EnrollmentStarted'> = (before, { data, effectiveAt }, { metadata }) => {
  const row = begun(before, data, metadata.account, 'InProgress', effectiveAt);
  row.fy = data.fy;
  if (before?.phase === 'Invited' && before.invitation) row.invitation = before.invitation;
  if (data.prefill) row.prefill = data.prefill;
  row.taxProfileIds = data.taxProfileIds;
  row.draft = data.draft;
  return row;
};

const detailsChosen: On<'PayoutDetailsChosen'> = changed((row, { data }) => {
  row.draft = data.details;
});

const submitted: On<'ProfileSubmitted'> = changed((row, { data, effectiveAt }) => {
  moveTo(row, 'Validating', effectiveAt);
  row.submission = { submissionId: data.submissionId, at: effectiveAt };
  row.reasons = [];
});

const validated: On<'ProfileValidated'> = changed((row, { data, effectiveAt }) => {
  moveTo(row, 'Complete', effectiveAt);
  row.earningsStart = data.earningsStart;
  row.reasons = [];
});

const needsAction: On<'ProfileRejected' | 'ProfileUpdateRequired'> = changed(
  (row, { data, effectiveAt }) => {
    moveTo(row, 'InProgress', effectiveAt);
    row.reasons = data.reasons;
  },
);

const rolledForward: On<'FiscalYearRolledForward'> = changed((row, event, before) => {
  row.fy = event.data.toFy;
  row.boundaries = afterBoundary(before, event);
});

/** Nothing is earned until the next validation (E-09). */
const held: On<'RollForwardHeld'> = changed((row, event, before) => {
  moveTo(row, 'InProgress', event.effectiveAt);
  delete row.earningsStart;
  row.fy = event.data.fy;
  row.reasons = event.data.reasons;
  row.boundaries = afterBoundary(before, event);
});

const ended: On<'EnrollmentEnded'> = (before, event, { metadata }) => {
  if (before === undefined) return undefined;
  const row = begun(before, before, metadata.account, 'Ended', event.effectiveAt);
  if (before.fy !== undefined) row.fy = before.fy;
  row.endReason = event.data.endReason;
  if (before.legacy) row.legacy = before.legacy;
  row.boundaries = afterBoundary(before, event);
  return row;
};

const imported: On<'LegacyEnrollmentImported'> = (before, { data, effectiveAt }, { metadata }) => {
  const { programId, pga, since = effectiveAt, accountKind, active } = data;
  const row = begun(before, { programId, pla: pga }, metadata.account, 'Complete', since);
  row.legacy = { accountKind, active };
  return row;
};

const legacyActiveSet: On<'LegacyActiveSet'> = changed((row, { data }) => {
  if (row.legacy) row.legacy = { ...row.legacy, active: data.active };
});

export const enrollments = readModel<EnrollmentRow, EnrollmentEvent>({
  name: 'enrollments',
  version: 1,
  category: enrollment.category,
  on: {
    InvitationSent: invitationSent,
    InvitationDelivered: invitationDelivered,
    InvitationBannerSelected: bannerSelected,
    EnrollmentStarted: started,
    PayoutDetailsChosen: detailsChosen,
    ProfileSubmitted: submitted,
    ProfileValidated: validated,
    ProfileRejected: needsAction,
    ProfileUpdateRequired: needsAction,
    FiscalYearRolledForward: rolledForward,
    RollForwardHeld: held,
    EnrollmentEnded: ended,
    LegacyEnrollmentImported: imported,
    LegacyActiveSet: legacyActiveSet,
  },
  indexedUnder: enrollmentFoundUnder,
});
