import { enrollment, type EnrollmentEvent } from '@partner-incentives/domain';
import { readModel, type Handler, type Instant } from '@partner-incentives/event-sourcing';
import { afterBoundary } from './boundary-outcome.js';
import type { EnrollmentRow, InvitationInRow, Phase } from './enrollment-row.js';
import { enrollmentFoundUnder } from './found-under.js';

type On<Type extends EnrollmentEvent['type']> = Handler<
  EnrollmentRow,
  Extract<EnrollmentEvent, { readonly type: Type }>
>;

const moved = (row: EnrollmentRow, phase: Phase, at: Instant): EnrollmentRow =>
  row.phase === phase ? row : { ...row, phase, since: at };

/** A cycle begins anew; what was decided at boundaries stays on record (E-12). */
const fresh = (
  row: EnrollmentRow | undefined,
  { programId, pla }: Pick<EnrollmentRow, 'programId' | 'pla'>,
  account: string | undefined,
) => ({
  ...(account !== undefined && { account }),
  programId,
  pla,
  taxProfileIds: [],
  reasons: [],
  boundaries: row?.boundaries ?? [],
});

const invitationSent: On<'InvitationSent'> = (row, { data, effectiveAt }, { metadata }) => ({
  ...fresh(row, data, metadata.account),
  phase: 'Invited',
  since: effectiveAt,
  fy: data.fy,
  invitation: {
    invitationId: data.invitationId,
    recipients: data.recipients,
    bannerSelectedBy: [],
  },
});

const withInvitation = (
  row: EnrollmentRow | undefined,
  change: (invitation: InvitationInRow) => InvitationInRow,
): EnrollmentRow | undefined =>
  row?.invitation ? { ...row, invitation: change(row.invitation) } : row;

const invitationDelivered: On<'InvitationDelivered'> = (row, { data }) =>
  withInvitation(row, (invitation) => ({
    ...invitation,
    recipients: [...new Set([...invitation.recipients, ...data.recipients])],
  }));

const bannerSelected: On<'InvitationBannerSelected'> = (row, { data }) =>
  withInvitation(row, (invitation) => ({
    ...invitation,
    bannerSelectedBy: [...new Set([...invitation.bannerSelectedBy, data.userId])],
  }));

const started: On<'EnrollmentStarted'> = (row, { data, effectiveAt }, { metadata }) => ({
  ...fresh(row, data, metadata.account),
  ...(row?.phase === 'Invited' && row.invitation && { invitation: row.invitation }),
  phase: 'InProgress',
  since: effectiveAt,
  fy: data.fy,
  ...(data.prefill && { prefill: data.prefill }),
  taxProfileIds: data.taxProfileIds,
  draft: data.draft,
});

const submitted: On<'ProfileSubmitted'> = (row, { data, effectiveAt }) =>
  row && {
    ...moved(row, 'Validating', effectiveAt),
    submission: { submissionId: data.submissionId, at: effectiveAt },
    reasons: [],
  };

const validated: On<'ProfileValidated'> = (row, { data, effectiveAt }) =>
  row && {
    ...moved(row, 'Complete', effectiveAt),
    earningsStart: data.earningsStart,
    reasons: [],
  };

const needsAction: On<'ProfileRejected' | 'ProfileUpdateRequired'> = (row, { data, effectiveAt }) =>
  row && { ...moved(row, 'InProgress', effectiveAt), reasons: data.reasons };

const rolledForward: On<'FiscalYearRolledForward'> = (row, event) =>
  row && { ...row, fy: event.data.toFy, boundaries: afterBoundary(row, event) };

/** Nothing is earned until the next validation (E-09). */
const held: On<'RollForwardHeld'> = (row, event) => {
  if (row === undefined) return undefined;
  const { earningsStart: _, ...rest } = moved(row, 'InProgress', event.effectiveAt);
  const { fy, reasons } = event.data;
  return { ...rest, fy, reasons, boundaries: afterBoundary(row, event) };
};

const ended: On<'EnrollmentEnded'> = (row, event, { metadata }) =>
  row && {
    ...fresh(row, row, metadata.account),
    phase: 'Ended',
    since: event.effectiveAt,
    endReason: event.data.endReason,
    ...(row.fy !== undefined && { fy: row.fy }),
    ...(row.legacy && { legacy: row.legacy }),
    boundaries: afterBoundary(row, event),
  };

const imported: On<'LegacyEnrollmentImported'> = (row, { data, effectiveAt }, { metadata }) => ({
  ...fresh(row, { programId: data.programId, pla: data.pga }, metadata.account),
  phase: 'Complete',
  since: data.since ?? effectiveAt,
  legacy: { accountKind: data.accountKind, active: data.active },
});

const legacyActiveSet: On<'LegacyActiveSet'> = (row, { data }) =>
  row?.legacy ? { ...row, legacy: { ...row.legacy, active: data.active } } : row;

export const enrollments = readModel<EnrollmentRow, EnrollmentEvent>({
  name: 'enrollments',
  version: 1,
  category: enrollment.category,
  on: {
    InvitationSent: invitationSent,
    InvitationDelivered: invitationDelivered,
    InvitationBannerSelected: bannerSelected,
    EnrollmentStarted: started,
    PayoutDetailsChosen: (row, { data }) => row && { ...row, draft: data.details },
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
