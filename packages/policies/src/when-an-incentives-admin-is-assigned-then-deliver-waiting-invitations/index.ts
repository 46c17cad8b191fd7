import { concerned, type PlacePolicy } from '../place-policy.js';
import { liveEnrollmentsAt, locationsOf } from '../target-index/index.js';

/** I-03: an invitation that reached no incentives admin reaches the first one there is. */
export const whenAnIncentivesAdminIsAssignedThenDeliverWaitingInvitations: PlacePolicy = {
  name: 'when-an-incentives-admin-is-assigned-then-deliver-waiting-invitations',
  targets: concerned({
    RoleAssigned: ({ data: { pga, pla, role, programs } }, index) => {
      if (role !== 'IA') return [];
      const locations = pla === undefined ? locationsOf(index, pga) : [pla];
      return locations
        .flatMap((location) => liveEnrollmentsAt(index, location))
        .filter(({ programId }) => programs === 'all' || programs.includes(programId))
        .filter(
          ({ enrollment }) =>
            enrollment.phase === 'Invited' && !enrollment.invitation.namesIncentivesAdmin,
        );
    },
  }),
  react: (_event, { programId, pla }) => [{ type: 'DeliverInvitation', programId, pla }],
};
