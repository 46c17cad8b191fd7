import { median } from './spread.js';
import type { Rounds } from './rounds.js';

/** A figure to reach, beside the work that shows it. */
export interface Goal {
  readonly says: string;
  readonly of: string;
  /** Divided by this contender's figure of the same round; left out: the figure itself. */
  readonly over?: string;
  /** What is left after taking away this contender's figure of the same round. */
  readonly above?: string;
  readonly measure?: 'value' | 'p99Ms' | 'peakMiB';
  readonly atLeast?: number;
  readonly atMost?: number;
}

export interface Verdict {
  readonly goal: Goal;
  /** The median of the rounds; undefined where a contender could not run. */
  readonly figure: number | undefined;
  readonly met: boolean;
}

/** Both sides of a ratio come from one round, so that what slows the machine down slows both. */
export const judge = (goal: Goal, rounds: Rounds): Verdict => {
  const { of, over, above, measure = 'value', atLeast, atMost } = goal;
  const figures = rounds.flatMap((round) => {
    const mine = round.get(of)?.[measure];
    const divisor = over === undefined ? 1 : round.get(over)?.[measure];
    const base = above === undefined ? 0 : round.get(above)?.[measure];
    if (mine === undefined || base === undefined || divisor === undefined) return [];
    return divisor === 0 ? [] : [(mine - base) / divisor];
  });
  const figure = median(figures);
  const met =
    figure !== undefined &&
    figure >= (atLeast ?? Number.NEGATIVE_INFINITY) &&
    figure <= (atMost ?? Number.POSITIVE_INFINITY);
  return { goal, figure, met };
};
