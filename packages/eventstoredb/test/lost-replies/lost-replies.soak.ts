import { describe, expect, test } from '@jest/globals';
import { lostReplies, lostRepliesDecidedAgain, moments } from './lost-reply-trial.js';

/** `COMMANDS=50000 npm run soak -- lost-replies` for another number. */
const commands = Number(process.env['COMMANDS'] ?? 10_000);

describe(`given ${commands} commands whose replies are lost (reliability A3)`, () => {
  test.each(moments)('%s: no duplicate and no wrong answer', async (moment) => {
    expect(await lostReplies(moment, commands)).toEqual([]);
  });

  test('who decides again instead of sending again is caught', async () => {
    expect(await lostRepliesDecidedAgain('after the commit', 100)).toEqual([
      '200 events of 100 commands',
    ]);
  });
});
