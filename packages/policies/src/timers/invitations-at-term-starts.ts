import { isOpenAt, type Instant } from '@partner-incentives/domain';
import type { Place } from '../place.js';
import { awaitingInvitationTo, enrollmentAt, type IndexedProgram } from '../target-index/index.js';
import { hasCome, type DueNow, type Sweep } from './sweep.js';

/** A location that became eligible between two terms could not be invited then; now a term is in force. */
export const invitationsAtTermStarts: DueNow = (sweep) =>
  [...sweep.index.programs.values()].flatMap((program) => ofProgram(program, sweep));

const ofProgram = ({ facts, starts }: IndexedProgram, sweep: Sweep) =>
  // Open programs invite nobody (I-06).
  isOpenAt(facts, sweep.now)
    ? []
    : facts.terms
        .filter(({ fy, startsAt }) => hasCome(startsAt, starts.get(fy), sweep))
        // Inviting into a term that is over is not what a late sweep should do.
        .filter(({ endsAt }) => sweep.now < endsAt)
        .flatMap(({ fy, startsAt }) =>
          awaitingInvitationTo(sweep.index, facts.programId)
            .filter((place) => hasMigrated(place, sweep) && !hasEndedSince(startsAt, place, sweep))
            .map(({ programId, pla }) => ({
              due: startsAt,
              key: `IssueInvitation ${programId} ${pla} ${fy}`,
              command: { type: 'IssueInvitation' as const, programId, pla },
            })),
        );

/** What ended within the term was ended for a reason: a late sweep, or one that starts over, does not undo it. */
const hasEndedSince = (startsAt: Instant, place: Place, { index }: Sweep): boolean => {
  const enrollment = enrollmentAt(index, place);
  return enrollment !== undefined && enrollment.since > startsAt;
};

/** I-10, where the switch asks for it. */
const hasMigrated = ({ pla }: Place, { index, policy }: Sweep): boolean =>
  !policy.requirePmcMigration || index.locations.get(pla)?.facts.pmcMigrated === true;
