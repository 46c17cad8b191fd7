import { describe, expect, test } from '@jest/globals';
import { byABareLoop, drops, dropTrials } from './drop-trial.js';

/** `DROPS=80000 npm run soak -- drops` for another number. */
const times = Math.ceil(Number(process.env['DROPS'] ?? 10_000) / drops.length);
const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));

describe(`given ${drops.length * times} drops of 8 kinds at random offsets (reliability B10, SEED=${seed})`, () => {
  test.each(drops)(
    '%s: a consumer that keeps its position loses nothing and doubles nothing',
    async (drop) => {
      expect(await dropTrials({ drop, times, seed })).toEqual([]);
    },
  );

  test('a loop that goes on from where it began is caught', async () => {
    const wrong = await dropTrials({ drop: 'ended', times: 50, seed, by: byABareLoop });
    expect(wrong.join()).toMatch(/doubled/);
  });
});
