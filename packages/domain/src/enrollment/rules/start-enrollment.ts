import * as E from 'fp-ts/lib/Either.js';
import { draftFromDefault } from '../../vocabulary/completeness.js';
import type { FiscalYear } from '../../vocabulary/fiscal-year.js';
import type { UserId } from '../../vocabulary/ids.js';
import type { LocationFacts } from '../../vocabulary/location-facts.js';
import { isOpenAt, payoutRulesAt, termInForce } from '../../vocabulary/program-facts.js';
import { isRestartable } from '../../vocabulary/restartable.js';
import type { EnrollmentEvent } from '../events.js';
import { refuse, type EnrollmentRejection } from '../rejections.js';
import { isStarted, phaseOf, type EnrollmentState } from '../state.js';
import type { Asked, Decision, Known } from './admission.js';
import { isEligible } from './eligible.js';
import { placeOf } from './place.js';

/** E-01: enrolling accepts the invitation; in an open program it needs none (I-06). */
export const startEnrollment = (
  asked: Asked<'StartEnrollment'>,
  state: EnrollmentState,
  facts: Known,
): Decision => {
  const { command, at } = asked;
  const { programId, pla } = command;
  const { program, location, policy, eligibility } = facts;
  if (program.status !== 'Open') return E.left(refuse.programNotOpen(programId, program.status));
  if (policy.requirePmcMigration && location?.pmcMigrated === false) {
    return E.left(refuse.pmcMigrationRequired(pla));
  }
  if (!isEligible(facts, at)) return E.left(refuse.notEligible(eligibility));
  if (location === undefined) return E.left(refuse.notALocation(pla));
  if (location.closed) return E.left(refuse.locationClosed(pla));
  const term = termInForce(program, at);
  if (term === undefined) return E.left(refuse.noTermInForce(programId));
  const obstacle = obstacleIn(state, facts, asked);
  if (obstacle !== undefined) return E.left(obstacle);
  const fy = state?.phase === 'Invited' ? state.fy : term.fy;
  return E.right([enrollmentStarted(asked, fy, location, facts)]);
};

const obstacleIn = (
  state: EnrollmentState,
  { program, location }: Known,
  { at }: Asked<'StartEnrollment'>,
): EnrollmentRejection | undefined => {
  if (isStarted(state)) return refuse.alreadyStarted(state.phase);
  const startable =
    state === undefined
      ? isOpenAt(program, at)
      : state.phase === 'Invited' ||
        (state.phase === 'Ended' && isRestartable(state, program, location, at));
  return startable ? undefined : refuse.notInvited(phaseOf(state));
};

/** E-02: the location's default bank profile and tax profiles, as they are at this moment, are the offer. */
const enrollmentStarted = (
  { command, actor, at }: Asked<'StartEnrollment'>,
  fy: FiscalYear,
  { defaultBank, taxProfiles }: LocationFacts,
  { program }: Known,
): EnrollmentEvent => ({
  type: 'EnrollmentStarted',
  effectiveAt: at,
  data: {
    ...placeOf(command),
    fy,
    by: actor.id as UserId,
    taxProfileIds: taxProfiles.map(({ taxProfileId }) => taxProfileId),
    draft: draftFromDefault(defaultBank, payoutRulesAt(program, at).payingEntities),
    ...(defaultBank && { prefill: defaultBank }),
  },
});
