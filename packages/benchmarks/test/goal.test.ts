import { describe, expect, test } from '@jest/globals';
import { judge } from '../src/goal.js';
import type { Measurement } from '../src/measurement.js';
import type { Rounds } from '../src/rounds.js';

const round = (values: Readonly<Record<string, number>>): ReadonlyMap<string, Measurement> =>
  new Map(Object.entries(values).map(([name, value]) => [name, { value, correct: true }]));

const rounds: Rounds = [
  round({ ours: 20, theirs: 10 }),
  round({ ours: 90, theirs: 30 }),
  round({ ours: 4, theirs: 4 }),
];

describe('a goal', () => {
  test('compares contenders within each round, and takes the median of the ratios', () => {
    const goal = { says: 'twice', of: 'ours', over: 'theirs', atLeast: 2 };
    expect(judge(goal, rounds)).toEqual({ goal, figure: 2, met: true });
    expect(judge({ ...goal, atLeast: 2.01 }, rounds).met).toBe(false);
  });

  test('may be a figure that is not to be exceeded', () => {
    const goal = { says: 'at most 20', of: 'ours', atMost: 20 };
    expect(judge(goal, rounds)).toEqual({ goal, figure: 20, met: true });
    expect(judge({ ...goal, atMost: 19 }, rounds).met).toBe(false);
  });

  test('may be about the slowest hundredth', () => {
    const slow = new Map([['ours', { value: 1, p99Ms: 13, correct: true }]]);
    const goal = { says: 'p99', of: 'ours', measure: 'p99Ms', atMost: 12 } as const;
    expect(judge(goal, [slow])).toEqual({ goal, figure: 13, met: false });
  });

  test('is not met where a contender is absent', () => {
    const goal = { says: 'twice', of: 'ours', over: 'nobody', atLeast: 2 };
    expect(judge(goal, rounds)).toEqual({ goal, figure: undefined, met: false });
  });

  test('is not met by dividing by a wrong result', () => {
    const goal = { says: 'twice', of: 'ours', over: 'theirs', atLeast: 2 };
    expect(judge(goal, [round({ ours: 5, theirs: 0 })]).met).toBe(false);
  });
});
