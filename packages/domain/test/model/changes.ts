import { happened, type Happened } from './answer.js';
import type { EndReason } from './commands.js';
import { holds, incentivesAdmins } from './who-may.js';
import type { Account, Enrollment, Location, World } from './world.js';

/** The enrollment after its end: what E-09 clears is gone. */
export const ended = (enrollment: Enrollment, endReason: EndReason, at: string): Enrollment => ({
  phase: 'Ended',
  since: at,
  endReason,
  everCompleted: false,
  reasons: [],
  selectedBy: [],
  ...(enrollment.fy !== undefined && { fy: enrollment.fy }),
  ...(enrollment.invitation && { invitation: enrollment.invitation }),
  ...(enrollment.legacy && { legacy: enrollment.legacy }),
});

interface Scene {
  readonly world: World;
  readonly programId: string;
  readonly pla: string;
  readonly account: Account | undefined;
  readonly location: Location | undefined;
}

/** I-01 … I-03, I-07: a fresh invitation, whose banner nobody has selected. */
export const invited = (
  { world, programId, pla, account, location }: Scene,
  { invitationId, fy, at }: { invitationId: string; fy: number; at: string },
): { readonly enrollment: Enrollment; readonly event: Happened } => {
  const admins = incentivesAdmins(account, location, programId);
  const roles = world.policy.invitationRecipients;
  const people = [...(account?.users ?? [])].map(({ userId }) => userId);
  const recipients = people
    .filter(
      (userId) =>
        (roles.includes('IA') && admins.includes(userId)) ||
        (account !== undefined && holds(userId, account, roles)),
    )
    .toSorted();
  const reachedAdmin = recipients.some((userId) => admins.includes(userId));
  return {
    enrollment: {
      phase: 'Invited',
      since: at,
      fy,
      everCompleted: false,
      reasons: [],
      selectedBy: [],
      invitation: { id: invitationId, sentAt: at, recipients, reachedAdmin },
    },
    event: happened('InvitationSent', at, {
      programId,
      pla,
      fy,
      invitationId,
      subject: 'Partner Incentive Enrollment Invitation',
      from: 'Microsoft Partner Center',
      recipients,
      emailed: recipients.length > 0,
    }),
  };
};
