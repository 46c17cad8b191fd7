import { describe, expect, test } from '@jest/globals';
import { folder, readStores } from '../setting.js';
import { drops, dropTrial } from './drop-trial.js';

const inFolder = folder();
const readStore = readStores(inFolder);
const times = 5;

describe(`given ${drops.length * times} drops of 8 kinds at random offsets while a worker follows (reliability B10)`, () => {
  test(`nothing is lost or doubled in the rows: ${drops.join(', ')}`, async () => {
    // Most of it is waiting.
    const trials = drops.map(async (drop) => {
      const trial = await dropTrial(drop, times, await readStore('SQLite'));
      expect({ drop, ...trial }).toEqual({ drop, struck: times, damage: [] });
    });
    await Promise.all(trials);
  }, 240_000);

  test('a subscription that goes on behind an event that was not told is noticed', async () => {
    const { damage } = await dropTrial('ended', times, await readStore('SQLite'), 'skips');
    expect(damage).not.toEqual([]);
  }, 240_000);
});
