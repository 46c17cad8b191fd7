import type { FactsQuery } from './decider.js';
import type { Basis } from './envelope.js';
import type { LoadedStream, StreamCache } from './stream-cache.js';

/** Answers a query for facts, and notes what was read: the basis of the decision. */
export const gatherFacts = async <Facts>(
  query: FactsQuery<Facts>,
  cache: StreamCache,
): Promise<{ readonly facts: Facts; readonly basis: ReadonlyArray<Basis> }> => {
  const basis: Array<Basis> = [];
  let asked = query.next([]);
  while (asked.done !== true) {
    const answers: ReadonlyArray<LoadedStream> = await Promise.all(asked.value.map(cache.load));
    asked.value.forEach((reference, i) =>
      basis.push({ ...reference, revision: answers[i]?.revision ?? -1 }),
    );
    asked = query.next(answers.map((answer) => answer.state));
  }
  return { facts: asked.value, basis };
};
