import { describe, expect, test } from '@jest/globals';
import { healthOf, inMemoryEventStore, inMemoryReadStore } from '../../src/index.js';
import { plainFold } from './plain-fold.js';
import { catchUp, rowsIn, until, workerOn } from './setting.js';
import { counted, logOf, record, tallyOf } from './tallies.js';

describe('keeping rows up (reliability B1)', () => {
  test('given a log, when a worker catches up, then the rows are those of a plain fold, with every event counted', async () => {
    const log = logOf(500, 7);
    const readStore = inMemoryReadStore();
    await catchUp(log, readStore, { batchSize: 64 });
    expect(await rowsIn(readStore)).toEqual(plainFold(log));
    const [status] = await readStore.status();
    const { applied = 0, ignored = 0, foreign = 0 } = status?.handled ?? {};
    expect([applied, ignored, foreign]).toEqual([400, 100, 0]);
    expect(status?.checkpoint?.position).toBe(log.events.at(-1)?.position);
    expect(status?.lease).toBeUndefined();
  });

  test('given a worker that has caught up, when more is recorded, then it is in the rows without anybody asking', async () => {
    const log = logOf(50, 3);
    const store = inMemoryEventStore({ log });
    const readStore = inMemoryReadStore();
    const worker = workerOn(store, readStore);
    worker.start();
    expect(await worker.caughtUp()).toBe(true);
    for (let n = 50; n < 80; n += 1) record(log, n, 3);
    const { position } = log.record(tallyOf('k0'), [counted(5)]);
    expect(await worker.caughtUp(position)).toBe(true);
    expect(await rowsIn(readStore)).toEqual(plainFold(log));
    await until(() => healthOf(worker.status(), Date.now()).ready);
    expect(healthOf(worker.status(), Date.now())).toEqual({ live: true, ready: true, reasons: [] });
    await worker.stop();
  });

  test('given an empty store, then a worker waits, and begins with the first event', async () => {
    const log = logOf(0, 1);
    const store = inMemoryEventStore({ log });
    const readStore = inMemoryReadStore();
    const worker = workerOn(store, readStore);
    worker.start();
    expect(await worker.caughtUp()).toBe(true);
    const { position } = log.record(tallyOf('k0'), [counted(5)]);
    expect(await worker.caughtUp(position)).toBe(true);
    expect(await rowsIn(readStore)).toEqual(plainFold(log));
    await worker.stop();
  });
});
