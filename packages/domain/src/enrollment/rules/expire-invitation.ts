import * as E from 'fp-ts/lib/Either.js';
import { plusDays } from '../../vocabulary/instant.js';
import { refuse } from '../rejections.js';
import type { EnrollmentState } from '../state.js';
import type { Asked, Decision, Known } from './admission.js';
import { enrollmentEnded } from './enrollment-ended.js';

/** I-08, switch `invitationValidity`; without it an invitation lasts until the term ends. */
export const expireInvitation = (
  { command, at }: Asked<'ExpireInvitation'>,
  state: EnrollmentState,
  { policy: { invitationValidity } }: Known,
): Decision => {
  if (state?.phase !== 'Invited') return E.right([]);
  const until =
    invitationValidity === null ? null : plusDays(state.invitation.sentAt, invitationValidity);
  return until !== null && at >= until
    ? E.right([enrollmentEnded(command, 'InvitationExpired', at)])
    : E.left(refuse.invitationStillValid(until));
};
