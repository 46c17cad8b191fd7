import type { PartnerId, ProgramId } from '@partner-incentives/domain';
import type { Queries, Question } from '@partner-incentives/incentives';

/** What a viewer gets from every query, as text; places by program and location. */
export const everyAnswer = async (
  queries: Queries,
  question: Question,
  places: ReadonlyArray<readonly [string, string]>,
): Promise<string> => {
  const at = places.map(([programId, pla]) => ({
    ...question,
    programId: programId as ProgramId,
    pla: pla as PartnerId,
  }));
  return JSON.stringify(
    await Promise.all([
      queries.overview(question),
      queries.overview({ ...question, sortBy: 'status', page: { limit: 3 } }),
      queries.noAccess(question),
      queries.actions(question),
      queries.inbox(question),
      queries.queue(question),
      queries.rollForward(question),
      queries.roles(question),
      ...at.flatMap((place) => [queries.requirements(place), queries.prompt(place)]),
    ]),
    null,
    1,
  );
};
