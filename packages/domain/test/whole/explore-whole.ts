import fc from 'fast-check';
import { routes } from '../random/routes.js';
import { reportOfWhole, travelWhole } from './whole-journey.js';

/** Travels so many routes with policies, timers and views; tells of the first difference. */
export const exploreWhole = async (count: number): Promise<string | undefined> => {
  const property = fc.asyncProperty(
    routes,
    async (route) => (await travelWhole(route)).parting === undefined,
  );
  const { seed, counterexample } = await fc.check(property, { numRuns: count, endOnFailure: true });
  const [route] = counterexample ?? [];
  if (route === undefined) return undefined;
  return `seed ${seed}. ${await reportOfWhole(await travelWhole(route))}`;
};
