import type { Agreement, Instant } from '@partner-incentives/domain';
import { asksFor, programs, suits, type IndexedLocation } from '../target-index/index.js';
import { evaluation } from './evaluation.js';
import { hasCome, type DueNow, type Sweep } from './sweep.js';

/** §3.6: an agreement that begins or ends by itself, at an instant named when it was activated. */
export const evaluationsAsAgreementsChange: DueNow = (sweep) =>
  [...sweep.index.locations.values()]
    .filter(({ facts }) => !facts.closed)
    .flatMap((location) =>
      location.facts.agreements.flatMap((agreement) => ofAgreement(agreement, location, sweep)),
    );

const ofAgreement = (
  agreement: Agreement,
  { facts, agreements }: IndexedLocation,
  sweep: Sweep,
) => {
  const recording = agreements.get(agreement.kind);
  if (recording === undefined) return [];
  return (
    instantsOf(agreement)
      // What had come when it was activated was judged then.
      .filter((instant) => instant > recording.effectiveAt && hasCome(instant, recording, sweep))
      .flatMap((asOf) =>
        programs(sweep.index)
          .filter((program) => asksFor(program, asOf, suits.agreement(agreement)))
          .flatMap(({ programId }) =>
            evaluation({ programId, pla: facts.pla, asOf }, recording.eventId, sweep.index),
          ),
      )
  );
};

const instantsOf = ({ from, until }: Agreement): ReadonlyArray<Instant> =>
  until === undefined ? [from] : [from, until];
