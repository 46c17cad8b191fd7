import { awaitingInvitationTo, type IndexedProgram } from '../target-index/index.js';
import { hasCome, type DueNow, type Sweep } from './sweep.js';

/** A location that became eligible between two terms could not be invited then; now a term is in force. */
export const invitationsAtTermStarts: DueNow = (sweep) =>
  [...sweep.index.programs.values()].flatMap((program) => ofProgram(program, sweep));

const ofProgram = ({ facts: { programId, terms }, starts }: IndexedProgram, sweep: Sweep) =>
  terms
    .filter(({ fy, startsAt }) => hasCome(startsAt, starts.get(fy), sweep))
    // Inviting into a term that is over is not what a late sweep should do.
    .filter(({ endsAt }) => sweep.now < endsAt)
    .flatMap(({ fy, startsAt }) =>
      awaitingInvitationTo(sweep.index, programId).map(({ pla }) => ({
        due: startsAt,
        key: `IssueInvitation ${programId} ${pla} ${fy}`,
        command: { type: 'IssueInvitation' as const, programId, pla },
      })),
    );
