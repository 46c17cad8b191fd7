import { describe, expect, test } from '@jest/globals';
import { folder } from '../setting.js';
import { rewindTrial } from './rewind-trial.js';

const inFolder = folder();
/** `REWINDS=5000 npm run soak -- projections/rewinds` for another number. */
const times = Number(process.env['REWINDS'] ?? 200);

describe('an embedded store that is restored from a backup (reliability D4)', () => {
  test(`is noticed before anything is handled, ${times} times`, async () => {
    let unnoticedByPosition = 0;
    for (let restored = 0; restored < times; restored++) {
      const trial = await rewindTrial(inFolder);
      expect(new Set(trial.halted)).toEqual(new Set(['HistoryDiverged']));
      expect(trial.isUntouched).toBe(true);
      if (trial.isAsLong) unnoticedByPosition += 1;
    }
    process.stdout.write(`${times} restored, ${unnoticedByPosition} of them as long as before\n`);
  });
});
