import { concerned, type PlacePolicy } from '../place-policy.js';
import { awaitsInvitation } from '../target-index/index.js';

/** L-06: as soon as a location becomes eligible, it is invited. */
export const whenALocationBecomesEligibleThenInviteIt: PlacePolicy = {
  name: 'when-a-location-becomes-eligible-then-invite-it',
  targets: concerned({
    EligibilityEvaluated: ({ data: { programId, pla, eligible } }, index) =>
      [{ programId, pla }].filter((place) => eligible && awaitsInvitation(index, place)),
  }),
  react: (_event, { programId, pla }) => [{ type: 'IssueInvitation', programId, pla }],
};
