import { describe, expect, test } from '@jest/globals';
import { engines, folder, readStores } from '../setting.js';
import { told, zombieTrial } from './zombie-trial.js';

/** Both engines together: `ZOMBIES=5000 npm run soak -- projections/zombie` for another number. */
const zombies = Math.ceil(Number(process.env['ZOMBIES'] ?? 1_000) / engines.length);

const inFolder = folder();
const readStore = readStores(inFolder);

describe('a worker that stands still until another has taken over, and then goes on (reliability B7)', () => {
  test.each(engines)(`writes nothing more: ${zombies} on %s`, async (engine) => {
    const rows = await readStore(engine);
    const trial = await zombieTrial({ folder: inFolder, rows, zombies });
    process.stdout.write(`projections on ${engine}: ${told(trial)}`);
    expect(trial.damage).toEqual([]);
    expect(trial.zombies).toBe(zombies);
    expect(trial.refused).toBeGreaterThan(0);
    // A file has one lock: who stands still with it keeps everybody out.
    if (engine === 'PostgreSQL') expect(trial.inTheWay).toBe(0);
    else expect(trial.inTheWay).toBeLessThan(zombies / 2);
  });

  test.each(engines)('is caught where the epoch is not asked for, on %s', async (engine) => {
    const orders = { folder: inFolder, rows: await readStore(engine), bug: 'no epoch' } as const;
    expect((await zombieTrial({ ...orders, zombies: 10 })).damage).not.toEqual([]);
  });
});
