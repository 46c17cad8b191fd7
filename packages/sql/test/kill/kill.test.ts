import { describe, expect, test } from '@jest/globals';
import { temporaryDirectory } from '../temporary-directory.js';
import { killTrial, told } from './kill-trial.js';

const directory = temporaryDirectory();

describe('a writer that is killed at random instants (D3)', () => {
  test('loses no acknowledged append, and leaves none half: 25 kills', async () => {
    const trial = await killTrial(directory, 25);
    process.stdout.write(`embedded store: ${told(trial)}`);
    expect(trial.damage).toEqual([]);
    expect(trial.kills).toBe(25);
    expect(trial.insideCommit).toBeGreaterThan(0);
  }, 120_000);

  test('is caught where it acknowledges before the commit', async () => {
    const { damage } = await killTrial(directory, 50, 'acknowledges early');
    expect(damage.join()).toMatch(/acknowledged and lost/);
  }, 120_000);

  test('is caught where it writes an append in two halves', async () => {
    const { damage } = await killTrial(directory, 50, 'writes halves');
    expect(damage.join()).toMatch(/half/);
  }, 120_000);
});
