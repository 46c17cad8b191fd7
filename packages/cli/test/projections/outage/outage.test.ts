import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createPostgres, type PostgresServer } from '@partner-incentives/sql/testing';
import { folder } from '../setting.js';
import { cut, diskFull, stopped, toldGrowth } from './outages.js';
import { recovering } from './recovering.js';

const inFolder = folder();
let server: PostgresServer;
beforeAll(async () => {
  server = await createPostgres();
}, 60_000);
afterAll(() => server.remove());

/** Most of what is read ahead, for each of three projections: what is at work, and what comes next. */
const settings = { queueBytes: 1024 * 1024, heartbeatMs: 500, random: () => Math.random() / 10 };
const outageMs = 1_500;
const written = 32;
const mostMiB = 20;
const onlyUnavailable = new Set(['ReadStoreUnavailable']);

describe('a PostgreSQL that is stopped while events are recorded (reliability B12)', () => {
  test('the worker says that it is not ready, reads on only so far, and catches up by itself', async () => {
    const orders = { folder: inFolder, server, settings };
    const { found, failures, damage } = await recovering(
      orders,
      stopped(server, outageMs, written),
    );
    process.stdout.write(`PostgreSQL away for ${outageMs} ms: ${toldGrowth(found, written)}`);
    expect(found.isAlive).toBe(true);
    expect(found.growthMiB).toBeLessThan(mostMiB);
    expect(failures).toEqual(onlyUnavailable);
    expect(damage).toEqual([]);
  }, 240_000);

  test('is caught where it reads on as far as there is something', async () => {
    const unbounded = { ...settings, queueBytes: Infinity, batchSize: Infinity };
    const orders = { folder: inFolder, server, settings: unbounded };
    const { found } = await recovering(orders, stopped(server, outageMs, written));
    expect(found.growthMiB).toBeGreaterThan(mostMiB);
  }, 240_000);
});

describe('connections that are ended at random while a worker catches up', () => {
  const often = { ...settings, batchSize: 10 };

  test('are ReadStoreUnavailable, and nothing is lost or doubled: 30 times', async () => {
    const orders = { folder: inFolder, server, settings: often };
    const { failed, failures, damage } = await recovering(orders, cut(30));
    expect(damage).toEqual([]);
    expect(failures).toEqual(onlyUnavailable);
    expect(failed).toBeGreaterThan(0);
  }, 240_000);

  test('are noticed where the checkpoint has a transaction of its own', async () => {
    const orders = { folder: inFolder, server, settings: often, bug: 'two transactions' } as const;
    // Cut by cut it is a matter of luck; not for ever.
    let damage: ReadonlyArray<string> = [];
    while (damage.length === 0) ({ damage } = await recovering(orders, cut(30)));
    expect(damage).not.toEqual([]);
  }, 240_000);
});

describe('a PostgreSQL whose disk is full', () => {
  test('is ReadStoreUnavailable and said so, and the worker goes on by itself once there is room', async () => {
    const orders = { folder: inFolder, server, settings };
    const { found, failures, damage } = await recovering(orders, diskFull(200));
    expect(found).toMatchObject({ live: true, ready: false });
    expect(found.reasons.join()).toContain('its disk is full');
    expect(failures).toEqual(onlyUnavailable);
    expect(damage).toEqual([]);
  }, 240_000);
});
