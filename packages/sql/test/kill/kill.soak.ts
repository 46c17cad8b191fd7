import { describe, expect, test } from '@jest/globals';
import { temporaryDirectory } from '../temporary-directory.js';
import { killTrial, told } from './kill-trial.js';

const directory = temporaryDirectory();
/** `KILLS=5000 npm run soak -- kill` for another number. */
const kills = Number(process.env['KILLS'] ?? 1_000);
const killsPerStore = 25;

describe('a writer that is killed at random instants (D3)', () => {
  test(`loses no acknowledged append, and leaves none half: ${kills} kills`, async () => {
    let done = 0;
    let insideCommit = 0;
    let acknowledged = 0;
    while (done < kills) {
      const trial = await killTrial(directory, Math.min(killsPerStore, kills - done));
      expect(trial.damage).toEqual([]);
      done += trial.kills;
      insideCommit += trial.insideCommit;
      acknowledged += trial.acknowledged;
    }
    process.stdout.write(
      `embedded store: ${told({ kills: done, insideCommit, acknowledged, damage: [] })}`,
    );
    expect(insideCommit).toBeGreaterThan(0);
  });

  test('is caught where it acknowledges before the commit', async () => {
    const { damage } = await killTrial(directory, 50, 'acknowledges early');
    expect(damage.join()).toMatch(/acknowledged and lost/);
  });
});
