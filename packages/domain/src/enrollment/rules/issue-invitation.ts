import * as E from 'fp-ts/lib/Either.js';
import type { InvitationId } from '../../vocabulary/ids.js';
import { isOpenAt, termInForce } from '../../vocabulary/program-facts.js';
import { optedOutThisYear } from '../../vocabulary/restartable.js';
import { refuse } from '../rejections.js';
import type { EnrollmentState } from '../state.js';
import type { Asked, Decision, Known } from './admission.js';
import { isEligible } from './eligible.js';
import { invitationSent } from './invitation-sent.js';

/** L-06: whoever is eligible is invited, once per cycle (I-07). */
export const issueInvitation = (
  { command, commandId, at }: Asked<'IssueInvitation'>,
  state: EnrollmentState,
  facts: Known,
): Decision => {
  const { programId, pla, invitationId = commandId as InvitationId } = command;
  const { program, location, policy, eligibility } = facts;
  if (isOpenAt(program, at)) return E.left(refuse.programIsOpenProgram(programId));
  if (program.status === 'Discontinued') return E.left(refuse.programDiscontinued(programId));
  if (program.status !== 'Open') return E.left(refuse.programNotOpen(programId, program.status));
  if (location === undefined) return E.left(refuse.notALocation(pla));
  if (location.closed) return E.left(refuse.locationClosed(pla));
  if (policy.requirePmcMigration && !location.pmcMigrated) {
    return E.left(refuse.pmcMigrationRequired(pla));
  }
  if (!isEligible(facts, at)) return E.left(refuse.notEligible(eligibility));
  if (state?.phase === 'Ended' && optedOutThisYear(state, program, at)) {
    return E.left(refuse.optedOutThisYear(programId));
  }
  const term = termInForce(program, at);
  if (term === undefined) return E.left(refuse.noTermInForce(programId));
  if (state !== undefined && state.phase !== 'Ended') return E.right([]);
  return E.right([invitationSent(command, { id: invitationId, fy: term.fy, at }, facts)]);
};
