import type { IndexedProgram } from '../target-index/index.js';
import {
  requireProfileUpdate,
  underTheRulesOf,
} from '../when-a-profile-or-rule-in-use-changes-then-require-an-update/index.js';
import { hasCome, type DueNow, type Sweep } from './sweep.js';

/** Payout rules announced for later now count: the policy's reaction to their change, at its time. */
export const payoutRulesComingIntoForce: DueNow = (sweep) =>
  [...sweep.index.programs.values()].flatMap((program) => ofProgram(program, sweep));

const ofProgram = ({ facts: { programId }, payoutRules }: IndexedProgram, sweep: Sweep) =>
  [...payoutRules]
    .filter(([from, recording]) => from > recording.effectiveAt && hasCome(from, recording, sweep))
    .flatMap(([from, { eventId }]) =>
      underTheRulesOf(programId, sweep.index).map((place) => ({
        due: from,
        key: `RequireProfileUpdate ${programId} ${place.pla} ${eventId}`,
        command: requireProfileUpdate(place),
        causationId: eventId,
      })),
    );
