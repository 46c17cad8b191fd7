import { describe, expect, test } from '@jest/globals';
import { engines, folder, readStores } from '../setting.js';
import { rebuildTrial } from './rebuild-trial.js';

const inFolder = folder();
const readStore = readStores(inFolder);

describe('rows that are rebuilt while events are written, by one that is killed and another that goes on (reliability B8)', () => {
  test.each([...engines, ...engines])(
    'whoever reads sees the old ones or the new ones, never a mixture, and it can be rolled back (%s)',
    async (engine) => {
      const trial = await rebuildTrial(inFolder, await readStore(engine));
      process.stdout.write(`rebuilt on ${engine}: ${trial.answers} answers, none of them mixed\n`);
      expect(trial.mixed).toEqual([]);
      expect(trial.versions).toEqual([1, 2, 1]);
      expect(trial.digestsEqual).toEqual([true, true]);
      // This harness sees a mixture where there is one.
      expect(trial.twoLooks).not.toEqual([]);
    },
    240_000,
  );
});
