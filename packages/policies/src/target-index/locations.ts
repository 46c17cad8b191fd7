import type { LocationFacts, PartnerId } from '@partner-incentives/domain';
import type { TargetIndex } from './target-index.js';

/** Every location that is registered and not closed. */
export const openLocations = (index: TargetIndex): ReadonlyArray<LocationFacts> =>
  [...index.locations.values()].map(({ facts }) => facts).filter(({ closed }) => !closed);

/** The location, unless it is unknown or closed. */
export const openLocation = (index: TargetIndex, pla: PartnerId): ReadonlyArray<LocationFacts> => {
  const location = index.locations.get(pla)?.facts;
  return location === undefined || location.closed ? [] : [location];
};

/** The locations of an account. */
export const locationsOf = (index: TargetIndex, pga: PartnerId): ReadonlyArray<PartnerId> => [
  ...(index.locationsOf.get(pga) ?? []),
];
