import { describe, expect, test } from '@jest/globals';
import { folder } from '../setting.js';
import { rewindTrial } from './rewind-trial.js';

const inFolder = folder();
const times = 20;

describe('an embedded store that is restored from a backup (reliability D4)', () => {
  test(`is noticed before anything is handled, ${times} times, also where its end is where it was`, async () => {
    let unnoticedByPosition = 0;
    for (let restored = 0; restored < times; restored++) {
      const trial = await rewindTrial(inFolder);
      expect(trial.halted).toEqual(['HistoryDiverged', 'HistoryDiverged', 'HistoryDiverged']);
      expect(trial.isUntouched).toBe(true);
      if (trial.isAsLong) unnoticedByPosition += 1;
    }
    expect(unnoticedByPosition).toBeGreaterThan(0);
  }, 240_000);
});
