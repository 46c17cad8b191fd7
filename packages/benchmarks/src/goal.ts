import { median } from './spread.js';
import type { Rounds } from './rounds.js';

/** A figure to reach, beside the work that shows it. */
export interface Goal {
  readonly says: string;
  readonly of: string;
  /** Divided by this contender's figure of the same round; left out: the figure itself. */
  readonly over?: string;
  readonly measure?: 'value' | 'p99Ms';
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
  const { of, over, measure = 'value', atLeast, atMost } = goal;
  const figures = rounds.flatMap((round) => {
    const mine = round.get(of)?.[measure];
    const other = over === undefined ? 1 : round.get(over)?.[measure];
    return mine === undefined || other === undefined || other === 0 ? [] : [mine / other];
  });
  const figure = median(figures);
  const met =
    figure !== undefined &&
    figure >= (atLeast ?? Number.NEGATIVE_INFINITY) &&
    figure <= (atMost ?? Number.POSITIVE_INFINITY);
  return { goal, figure, met };
};
