import type { Build, BuildStatus } from '../read-store/read-store.js';
import { hashOf } from './hash-of.js';
import type { Projected } from './projected.js';

/**
 * Builds of these models' own version that nobody keeps up and that may be. Each holder begins somewhere else, so that
 * workers that start at once share them.
 */
export const claimable = (
  models: ReadonlyArray<Projected>,
  builds: ReadonlyArray<BuildStatus>,
  holder: string,
): ReadonlyArray<readonly [Build, Projected]> => {
  const all = models.flatMap((model) =>
    builds
      .filter((status) => isOf(model, status.build) && isFree(status, holder))
      .map(({ build }) => [build, model] as const),
  );
  const first = hashOf(holder) % Math.max(1, all.length);
  return [...all.slice(first), ...all.slice(0, first)];
};

/** Models whose live build is of an older version, and that have none of theirs beside it. */
export const missingBuilds = (
  models: ReadonlyArray<Projected>,
  builds: ReadonlyArray<BuildStatus>,
): ReadonlyArray<Projected> =>
  models.filter(
    (model) =>
      !builds.some(({ build }) => isOf(model, build)) &&
      builds.some(
        ({ build, stage }) =>
          stage === 'live' && build.model === model.name && build.schema < model.version,
      ),
  );

const isOf = ({ name, version }: Projected, { model, schema }: Build): boolean =>
  model === name && schema === version;

const isFree = ({ lease, paused, halted }: BuildStatus, holder: string): boolean =>
  paused === undefined &&
  halted === undefined &&
  (lease === undefined || lease.holder === holder || lease.expiresInMs <= 0);
