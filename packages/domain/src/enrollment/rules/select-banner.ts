import * as E from 'fp-ts/lib/Either.js';
import type { UserId } from '../../vocabulary/ids.js';
import { refuse } from '../rejections.js';
import { phaseOf, type EnrollmentState } from '../state.js';
import type { Asked, Decision } from './admission.js';
import { placeOf } from './place.js';

/** I-04: takes the banner away from this user, and accepts nothing. */
export const selectBanner = (
  { command, actor, at }: Asked<'SelectBanner'>,
  state: EnrollmentState,
): Decision => {
  if (state?.phase !== 'Invited') return E.left(refuse.notInvited(phaseOf(state)));
  const userId = actor.id as UserId;
  if (state.bannerSelectedBy.includes(userId)) return E.right([]);
  return E.right([
    {
      type: 'InvitationBannerSelected',
      effectiveAt: at,
      data: { ...placeOf(command), invitationId: state.invitation.id, userId },
    },
  ]);
};
