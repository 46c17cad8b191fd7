import * as t from 'io-ts';
import { InvitationId, PartnerId, ProgramId, SubmissionId } from '../vocabulary/ids.js';
import { InstantInput } from '../vocabulary/instant.js';
import { PayoutDetails } from '../vocabulary/payout.js';
import { Reason } from '../vocabulary/reasons.js';
import { command, type CommandOf } from '../vocabulary/record.js';
import { AccountKind, EndReason } from './events.js';

const ids = { programId: ProgramId, pla: PartnerId };
const legacyIds = { programId: ProgramId, pga: PartnerId };

/** Intentions towards one location's enrollment in one program (§3.4.3). */
export const enrollmentCommands = {
  IssueInvitation: command('IssueInvitation', ids, { invitationId: InvitationId }),
  DeliverInvitation: command('DeliverInvitation', ids),
  SelectBanner: command('SelectBanner', ids),
  StartEnrollment: command('StartEnrollment', ids),
  ChoosePayoutDetails: command('ChoosePayoutDetails', { ...ids, details: PayoutDetails }),
  SubmitProfile: command('SubmitProfile', ids, { submissionId: SubmissionId }),
  RecordVerdict: command(
    'RecordVerdict',
    { ...ids, submissionId: SubmissionId, verdict: t.keyof({ valid: null, invalid: null }) },
    { reasons: t.readonlyArray(Reason) },
  ),
  RequireProfileUpdate: command('RequireProfileUpdate', {
    ...ids,
    reasons: t.readonlyArray(Reason),
  }),
  RollForward: command('RollForward', ids),
  EndEnrollment: command('EndEnrollment', { ...ids, endReason: EndReason }),
  OptOut: command('OptOut', ids),
  ExpireInvitation: command('ExpireInvitation', ids),
  ImportLegacyEnrollment: command(
    'ImportLegacyEnrollment',
    { ...legacyIds, accountKind: AccountKind, active: t.boolean },
    { since: InstantInput },
  ),
  SetLegacyActive: command('SetLegacyActive', { ...legacyIds, active: t.boolean }),
};

export type EnrollmentCommand = CommandOf<typeof enrollmentCommands>;
