import {
  incentivesRoleOf,
  streams,
  type FiscalYear,
  type InvitationId,
  type PartnerId,
  type ProgramId,
} from '@partner-incentives/domain';
import { behindAt, type Behind } from '../behind.js';
import { byProgramThenLocation } from '../order.js';
import type { AccountRow } from '../rows/account-row.js';
import type { EnrollmentRow } from '../rows/enrollment-row.js';
import type { Rows } from '../rows/rows.js';
import { accountFor, accountsOf } from '../scope.js';
import type { View } from '../view.js';

/** A banner on this viewer's home page. */
export interface InboxRow extends Behind {
  readonly programId: ProgramId;
  readonly pla: PartnerId;
  readonly fy: FiscalYear;
  readonly invitationId: InvitationId;
}

/** The invitations this viewer has not selected yet: recipients' and incentives admins' in scope (I-04). */
export const invitationInbox: View<InboxRow, unknown, Joined> = (rows, { viewer }) =>
  typeof viewer === 'string'
    ? accountsOf(rows, viewer)
        .flatMap((account) => banners(rows, accountFor(account, viewer), viewer))
        .toSorted(byProgramThenLocation)
    : [];

type Joined = 'accounts' | 'locations' | 'enrollments';
type Joinable = Pick<Rows, Joined>;

const banners = (rows: Joinable, account: AccountRow, viewer: string): ReadonlyArray<InboxRow> =>
  [...rows.enrollments.ofAccount(account.pga)].flatMap((enrollment) => {
    const { phase, invitation, fy, programId, pla } = enrollment;
    const mark = behindAt(rows, { pga: account.pga, programId, pla });
    return phase === 'Invited' &&
      invitation !== undefined &&
      fy !== undefined &&
      !invitation.bannerSelectedBy.some((userId) => userId === viewer) &&
      isFor(viewer, enrollment, rows, account)
      ? [{ programId, pla, fy, invitationId: invitation.invitationId, ...mark }]
      : [];
  });

const isFor = (
  viewer: string,
  { invitation, programId, pla }: EnrollmentRow,
  rows: Joinable,
  account: AccountRow,
): boolean =>
  invitation?.recipients.some((userId) => userId === viewer) === true ||
  incentivesRoleOf(viewer, account, rows.locations.get(streams.partnerLocation(pla)), programId) ===
    'IA';
