import { describe, expect, test } from '@jest/globals';
import { engines, folder, readStores } from '../setting.js';
import { killTrial, told } from './kill-trial.js';

/** Both engines together: `KILLS=5000 EVENTS=5000000 npm run soak -- projections/kill` for other numbers. */
const kills = Math.ceil(Number(process.env['KILLS'] ?? 1_000) / engines.length);
const events = Math.ceil(Number(process.env['EVENTS'] ?? 1_000_000) / engines.length);

const inFolder = folder();
const readStore = readStores(inFolder);

describe('a worker that is killed at random instants (reliability B1, B2)', () => {
  test.each(engines)(
    `loses no event and counts none twice: ${kills} kills on %s`,
    async (engine) => {
      const eventsPerKill = Math.ceil(events / kills);
      // As many transactions from one kill to the next, however many events there are.
      const batchSize = Math.max(10, Math.ceil(eventsPerKill / 60));
      const rows = await readStore(engine);
      const trial = await killTrial({ folder: inFolder, rows, kills, eventsPerKill, batchSize });
      process.stdout.write(`projections on ${engine}: ${told(trial)}`);
      expect(trial.damage).toEqual([]);
      expect(trial.events).toBe(kills * eventsPerKill);
      expect(trial.insideTransaction).toBeGreaterThan(0);
    },
  );

  test.each(engines)(
    'is caught where the checkpoint has a transaction of its own, on %s',
    async (engine) => {
      const orders = { folder: inFolder, rows: await readStore(engine), kills: 100 };
      const bug = 'two transactions';
      const { damage } = await killTrial({ ...orders, eventsPerKill: 600, bug });
      expect(damage.join()).toMatch(/ is /);
    },
  );
});
