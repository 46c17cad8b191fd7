import { describe, expect, test } from '@jest/globals';
import { folder, readStores } from '../setting.js';
import { told, zombieTrial } from './zombie-trial.js';

const inFolder = folder();
const readStore = readStores(inFolder);

describe('a worker that stands still until another has taken over, and then goes on (reliability B7)', () => {
  test('writes nothing more: 20 on PostgreSQL', async () => {
    const rows = await readStore('PostgreSQL');
    const trial = await zombieTrial({ folder: inFolder, rows, zombies: 20 });
    process.stdout.write(`projections on PostgreSQL: ${told(trial)}`);
    expect(trial.damage).toEqual([]);
    expect(trial).toMatchObject({ zombies: 20, inTheWay: 0 });
    expect(trial.refused).toBeGreaterThan(0);
  }, 240_000);

  test('is caught where the epoch is not asked for', async () => {
    const rows = await readStore('PostgreSQL');
    const orders = { folder: inFolder, rows, zombies: 4, bug: 'no epoch' } as const;
    expect((await zombieTrial(orders)).damage).not.toEqual([]);
  }, 240_000);
});
