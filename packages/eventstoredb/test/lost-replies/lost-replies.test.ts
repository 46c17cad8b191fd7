import { describe, expect, jest, test } from '@jest/globals';
import { lostReplies, lostRepliesDecidedAgain, moments } from './lost-reply-trial.js';

// For a machine that is busy; a deadline to catch what hangs.
jest.setTimeout(300_000);

const commands = 500;

describe(`given ${commands} commands whose replies are lost (reliability A3)`, () => {
  test('at any of four moments, then no duplicate and no wrong answer', async () => {
    const trials = moments.map((moment) => lostReplies(moment, commands));
    expect(await Promise.all(trials)).toEqual([[], [], [], []]);
  });

  test('and who decides again instead of sending again is caught', async () => {
    const [before, ...after] = await Promise.all(
      moments.map((moment) => lostRepliesDecidedAgain(moment, 10)),
    );
    expect(before).toEqual([]);
    for (const wrong of after) expect(wrong).toEqual(['20 events of 10 commands']);
  });
});
