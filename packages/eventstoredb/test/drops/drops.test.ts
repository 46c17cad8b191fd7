import { describe, expect, jest, test } from '@jest/globals';
import { byABareLoop, drops, dropTrials } from './drop-trial.js';

// For a machine that is busy; a deadline to catch what hangs.
jest.setTimeout(300_000);

const times = 50;
const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));

describe(`given ${drops.length * times} drops of 8 kinds at random offsets (reliability B10, SEED=${seed})`, () => {
  test.each(drops)(
    '%s: a consumer that keeps its position loses nothing and doubles nothing',
    async (drop) => {
      expect(await dropTrials({ drop, times, seed })).toEqual([]);
    },
  );

  test('a loop that goes on from where it began is caught', async () => {
    const wrong = await dropTrials({ drop: 'ended', times: 5, seed, by: byABareLoop });
    expect(wrong.join()).toMatch(/doubled/);
  });
});
