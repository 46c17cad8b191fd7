import { plusDays } from '@partner-incentives/domain';
import { liveEnrollmentsOf, programs } from '../target-index/index.js';
import type { DueNow } from './sweep.js';

/** I-08: only where the switch `invitationValidity` limits it. */
export const invitationExpiries: DueNow = ({ index, now, policy: { invitationValidity } }) => {
  if (invitationValidity === null) return [];
  return programs(index)
    .flatMap(({ programId }) => liveEnrollmentsOf(index, programId))
    .flatMap(({ programId, pla, enrollment }) => {
      if (enrollment.phase !== 'Invited') return [];
      const due = plusDays(enrollment.invitation.sentAt, invitationValidity);
      if (due > now) return [];
      return [
        {
          due,
          key: `ExpireInvitation ${programId} ${pla} ${enrollment.invitation.id}`,
          command: { type: 'ExpireInvitation' as const, programId, pla },
        },
      ];
    });
};
