import { describe, expect, test } from '@jest/globals';
import { engines, folder, readStores } from '../setting.js';
import { rebuildTrial } from './rebuild-trial.js';

/** Both engines together: `REBUILDS=5000 npm run soak -- projections/rebuild` for another number. */
const rebuilds = Math.ceil(Number(process.env['REBUILDS'] ?? 500) / engines.length);

const inFolder = folder();
const readStore = readStores(inFolder);

describe('rows that are rebuilt while events are written, by one that is killed and another that goes on (reliability B8)', () => {
  test.each(engines)(
    `whoever reads sees the old ones or the new ones, never a mixture: ${rebuilds} on %s`,
    async (engine) => {
      let answers = 0;
      for (let rebuilt = 0; rebuilt < rebuilds; rebuilt++) {
        const trial = await rebuildTrial(inFolder, await readStore(engine));
        expect(trial).toMatchObject({ mixed: [], versions: [1, 2, 1], digestsEqual: [true, true] });
        expect(trial.twoLooks).not.toEqual([]);
        answers += trial.answers;
      }
      process.stdout.write(`rebuilt ${rebuilds} times on ${engine}: ${answers} answers, 0 mixed\n`);
    },
  );
});
