// These shapes are on disk for ever: add, never edit. A new shape is a new version with an upcaster.
import * as t from 'io-ts';
import { Criterion } from '../vocabulary/criteria.js';
import { PartnerId, ProgramId } from '../vocabulary/ids.js';
import { Instant } from '../vocabulary/instant.js';
import { v1, type EventOf } from '../vocabulary/record.js';

/** What can have happened to a location's eligibility for a program. */
export const eligibilityEvents = {
  EligibilityEvaluated: v1({
    programId: ProgramId,
    pla: PartnerId,
    eligible: t.boolean,
    met: t.readonlyArray(Criterion),
    unmet: t.readonlyArray(Criterion),
    at: Instant,
  }),
};

export type EligibilityEvent = EventOf<typeof eligibilityEvents>;
