import * as E from 'fp-ts/lib/Either.js';
import { incentivesAdmins } from '../../vocabulary/authority.js';
import { refuse } from '../rejections.js';
import type { EnrollmentState } from '../state.js';
import type { Asked, Decision, Known } from './admission.js';
import { placeOf } from './place.js';

/** I-03: an invitation that reached no incentives admin goes to the first ones there are, once. */
export const deliverInvitation = (
  { command, at }: Asked<'DeliverInvitation'>,
  state: EnrollmentState,
  { account, location }: Known,
): Decision => {
  if (state === undefined) return E.left(refuse.notInvited('None'));
  if (state.phase !== 'Invited' || state.invitation.namesIncentivesAdmin) return E.right([]);
  const recipients = incentivesAdmins(account, location, command.programId);
  if (recipients.length === 0) return E.right([]);
  return E.right([
    {
      type: 'InvitationDelivered',
      effectiveAt: at,
      data: { ...placeOf(command), invitationId: state.invitation.id, recipients },
    },
  ]);
};
