import type { FactsQuery } from './decider.js';
import type { Basis } from './envelope.js';
import type { StreamCache } from './stream-cache.js';

export interface Gathered<Facts> {
  readonly facts: Facts;
  /** What was read: the basis of the decision. */
  readonly basis: ReadonlyArray<Basis>;
}

/** Answers a query for facts, and notes what was read. At once where nothing is asked. */
export const gatherFacts = <Facts>(
  query: FactsQuery<Facts>,
  cache: StreamCache,
): Gathered<Facts> | Promise<Gathered<Facts>> => {
  const asked = query.next(nothing);
  return asked.done === true
    ? { facts: asked.value, basis: nothing }
    : answering(query, asked, cache);
};

// One for all events, frozen as everything recorded is.
const nothing: ReadonlyArray<never> = Object.freeze([]);

const answering = async <Facts>(
  query: FactsQuery<Facts>,
  first: ReturnType<FactsQuery<Facts>['next']>,
  cache: StreamCache,
): Promise<Gathered<Facts>> => {
  const basis: Array<Basis> = [];
  let asked = first;
  while (asked.done !== true) {
    const references = asked.value;
    const answers = await Promise.all(references.map((reference) => cache.load(reference)));
    // Nothing is awaited from here to the answer: each state is the one at the revision noted.
    references.forEach(({ stream, asOf }, i) => {
      const revision = answers[i]?.revision ?? -1;
      basis.push(asOf === undefined ? { revision, stream } : { asOf, revision, stream });
    });
    asked = query.next(answers.map((answer) => answer.state));
  }
  return { facts: asked.value, basis };
};
