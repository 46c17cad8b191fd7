import { describe, expect, test } from '@jest/globals';
import { engines, folder, readStores } from '../setting.js';
import { killTrial, told } from './kill-trial.js';

const inFolder = folder();
const readStore = readStores(inFolder);

describe('a worker that is killed at random instants (reliability B1, B2)', () => {
  test.each(engines)(
    'loses no event and counts none twice: 25 kills on %s',
    async (engine) => {
      const rows = await readStore(engine);
      const trial = await killTrial({ folder: inFolder, rows, kills: 25, eventsPerKill: 600 });
      process.stdout.write(`projections on ${engine}: ${told(trial)}`);
      expect(trial.damage).toEqual([]);
      expect(trial.kills).toBe(25);
      expect(trial.events).toBe(15_000);
      expect(trial.insideTransaction).toBeGreaterThan(0);
    },
    240_000,
  );

  test('is caught where the checkpoint has a transaction of its own', async () => {
    const { damage } = await killTrial({
      folder: inFolder,
      rows: await readStore('SQLite'),
      kills: 50,
      eventsPerKill: 600,
      bug: 'two transactions',
    });
    expect(damage.join()).toMatch(/ is /);
  }, 240_000);
});
