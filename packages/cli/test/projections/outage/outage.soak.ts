import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createPostgres, type PostgresServer } from '@partner-incentives/sql/testing';
import { folder } from '../setting.js';
import { cut, diskFull, diskReallyFull, stopped, toldGrowth } from './outages.js';
import { recovering } from './recovering.js';
import { smallDisk } from './small-disk.js';

/** `OUTAGES=20 OUTAGE_MS=600000 CUTS=10000 npm run soak -- projections/outage` for other numbers. */
const outages = Number(process.env['OUTAGES'] ?? 1);
const outageMs = Number(process.env['OUTAGE_MS'] ?? 60_000);
const cuts = Number(process.env['CUTS'] ?? 1_000);

const inFolder = folder();
let server: PostgresServer;
beforeAll(async () => {
  server = await createPostgres();
}, 60_000);
afterAll(() => server.remove());

const settings = { queueBytes: 1024 * 1024, heartbeatMs: 1_000 };
const written = 256;
const onlyUnavailable = new Set(['ReadStoreUnavailable']);

describe('a PostgreSQL that fails while events are recorded (reliability B12)', () => {
  test(`stopped for ${outageMs / 1000} s, ${outages} times: the worker holds little, and catches up by itself`, async () => {
    for (let outage = 1; outage <= outages; outage++) {
      const orders = { folder: inFolder, server, settings };
      const recovered = await recovering(orders, stopped(server, outageMs, written));
      process.stdout.write(`PostgreSQL away: ${toldGrowth(recovered.found, written)}`);
      expect(recovered).toMatchObject({ failures: onlyUnavailable, damage: [] });
      expect(recovered.found.isAlive).toBe(true);
      expect(recovered.found.growthMiB).toBeLessThan(50);
    }
  });

  test(`its connections ended ${cuts} times at random: nothing is lost or doubled`, async () => {
    const orders = { folder: inFolder, server, settings: { ...settings, batchSize: 20 } };
    const recovered = await recovering(orders, cut(cuts));
    process.stdout.write(`connections ended ${cuts} times: ${recovered.failed} questions failed\n`);
    expect(recovered).toMatchObject({ failures: onlyUnavailable, damage: [] });
  });

  test('its disk full for 30 s: the worker says so and goes on by itself', async () => {
    const recovered = await recovering({ folder: inFolder, server, settings }, diskFull(30_000));
    expect(recovered).toMatchObject({ failures: onlyUnavailable, damage: [] });
    expect(recovered.found).toMatchObject({ live: true, ready: false });
  });

  test('its disk really full for 20 s, where a small one can be mounted: nothing is lost or doubled', async () => {
    const disk = await smallDisk(320);
    process.stdout.write(disk === undefined ? 'no small disk can be mounted here\n' : '');
    if (disk === undefined) return;
    const small = await createPostgres(disk.path);
    try {
      const orders = { folder: inFolder, server: small, settings };
      const recovered = await recovering(orders, diskReallyFull(small, disk, 20_000));
      const { found, failed, failures, damage } = recovered;
      process.stdout.write(`disk full: ${failed} questions failed; ${found.reasons.join('; ')}\n`);
      expect({ failures, damage }).toEqual({ failures: onlyUnavailable, damage: [] });
      expect(found).toMatchObject({ live: true, ready: false });
    } finally {
      await small.remove();
      await disk.remove();
    }
  });
});
