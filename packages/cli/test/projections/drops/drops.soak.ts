import { describe, expect, test } from '@jest/globals';
import { engines, folder, readStores } from '../setting.js';
import { drops, dropTrial } from './drop-trial.js';

/** `DROPS=80000 npm run soak -- projections/drops` for another number. */
const times = Math.ceil(Number(process.env['DROPS'] ?? 10_000) / drops.length / engines.length);

const inFolder = folder();
const readStore = readStores(inFolder);

describe(`given ${times} drops of each kind at random offsets while a worker follows (reliability B10)`, () => {
  test.each(drops.flatMap((drop) => engines.map((engine) => [drop, engine] as const)))(
    '%s: nothing is lost or doubled in the rows on %s',
    async (drop, engine) => {
      const { struck, damage } = await dropTrial(drop, times, await readStore(engine));
      expect(damage).toEqual([]);
      expect(struck).toBe(times);
    },
  );
});
