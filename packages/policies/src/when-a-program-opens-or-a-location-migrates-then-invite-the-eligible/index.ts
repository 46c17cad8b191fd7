import { concerned, type PlacePolicy } from '../place-policy.js';
import { awaitingInvitationAt, awaitingInvitationTo } from '../target-index/index.js';

/** What stood between an eligible location and its invitation is gone (L-06, I-10). */
export const whenAProgramOpensOrALocationMigratesThenInviteTheEligible: PlacePolicy = {
  name: 'when-a-program-opens-or-a-location-migrates-then-invite-the-eligible',
  targets: concerned({
    ProgramOpened: ({ data }, index) => awaitingInvitationTo(index, data.programId),
    PmcMigrationCompleted: ({ data }, index) => awaitingInvitationAt(index, data.pla),
  }),
  react: (_event, { programId, pla }) => [{ type: 'IssueInvitation', programId, pla }],
};
