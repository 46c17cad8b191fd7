import type { Survivor } from './survivors.js';

/** A survivor that stays, and why it is equivalent or harmless. */
export interface ListedSurvivor extends Survivor {
  readonly reason: string;
}

/** packages/domain/test/mutation-survivors.json */
export interface SurvivorList {
  readonly survivors: ReadonlyArray<ListedSurvivor>;
}

export interface Comparison {
  readonly known: ReadonlyArray<ListedSurvivor>;
  /** Survived and not listed: a test is missing, or a reason. */
  readonly fresh: ReadonlyArray<Survivor>;
  /** Listed and no survivor any more: a test kills it now, or its source has changed. */
  readonly stale: ReadonlyArray<ListedSurvivor>;
}

/** Holds what survived against the list; an entry without a reason lists nothing. */
export const compareSurvivors = (
  found: ReadonlyArray<Survivor>,
  listed: ReadonlyArray<ListedSurvivor>,
): Comparison => {
  const survived = new Set(found.map(identity));
  const reasoned = listed.filter(({ reason }) => reason.trim() !== '');
  const expected = new Set(reasoned.map(identity));
  return {
    known: reasoned.filter((entry) => survived.has(identity(entry))),
    fresh: found.filter((survivor) => !expected.has(identity(survivor))),
    stale: listed.filter((entry) => !survived.has(identity(entry))),
  };
};

const identity = ({ file, mutator, original, replacement, occurrence = 1 }: Survivor): string =>
  JSON.stringify([file, mutator, original, replacement, occurrence]);
