import { dueBoundaries, plusDays, type ProgramFacts } from '@partner-incentives/domain';
import { liveEnrollmentsOf, programs } from '../target-index/index.js';
import type { DueNow, Sweep } from './sweep.js';

/** I-08: only where the switch `invitationValidity` limits it. */
export const invitationExpiries: DueNow = (sweep) => {
  const { invitationValidity } = sweep.policy;
  return invitationValidity === null
    ? []
    : programs(sweep.index).flatMap((program) => ofProgram(program, invitationValidity, sweep));
};

const ofProgram = (program: ProgramFacts, validity: number, { index, now }: Sweep) =>
  liveEnrollmentsOf(index, program.programId).flatMap(({ programId, pla, enrollment }) => {
    if (enrollment.phase !== 'Invited') return [];
    const due = plusDays(enrollment.invitation.sentAt, validity);
    // A boundary comes first (F-07), and after it this is not the invitation any more (RF1 … RF4).
    if (due > now || dueBoundaries(enrollment, program, now).length > 0) return [];
    return [
      {
        due,
        key: `ExpireInvitation ${programId} ${pla} ${enrollment.invitation.id}`,
        command: { type: 'ExpireInvitation' as const, programId, pla },
      },
    ];
  });
