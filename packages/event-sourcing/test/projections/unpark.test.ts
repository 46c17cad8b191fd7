import { describe, expect, test } from '@jest/globals';
import {
  inMemoryEventStore,
  inMemoryLog,
  inMemoryReadStore,
  type InMemoryLog,
  type NewEvent,
  type ReadStore,
} from '../../src/index.js';
import { plainFold } from './plain-fold.js';
import { catchUp, rowsIn, until, workerOn } from './setting.js';
import { counted, event, tallies, tallyOf } from './tallies.js';

const build = { model: 'tallies', build: 1, schema: 1 };
const key = tallyOf('k');

const logWith = (...events: ReadonlyArray<NewEvent>): InMemoryLog => {
  const log = inMemoryLog();
  for (const one of events) {
    log.record(key, [one]);
    log.record(tallyOf('other'), [counted(1)]);
  }
  return log;
};

const untilRefused = (readStore: ReadStore) =>
  until(async () => {
    const [parked] = await readStore.parked(build);
    return parked !== undefined && parked.retryAsked !== true;
  });

/** An operator asks while the worker is at work, and it waits for nothing else. */
const retriedWhileRunning = async (
  log: InMemoryLog,
  readStore: ReadStore,
  settled: () => Promise<void>,
  model = tallies(),
) => {
  const worker = workerOn(inMemoryEventStore({ log }), readStore, { models: [model] });
  worker.start();
  await worker.caughtUp();
  await readStore.askRetry(build, [key]);
  await settled();
  await worker.stop();
};

describe('a parked key, tried again', () => {
  test('given that it is repaired, when an operator asks a worker that has nothing else to do, then it is whole', async () => {
    const log = logWith(counted(1), counted(-1), counted(2), event('Viewed', { who: 'ines' }));
    const readStore = inMemoryReadStore();
    await catchUp(log, readStore, { models: [tallies('throws')] });
    expect(await readStore.parked(build)).toMatchObject([{ key, revision: 1, waiting: 3 }]);
    await retriedWhileRunning(log, readStore, () =>
      until(async () => (await readStore.parked(build)).length === 0),
    );
    expect(await rowsIn(readStore)).toEqual(plainFold(log));
  });

  test('given that it is not repaired, then it waits as before, and nobody asks any more', async () => {
    const log = logWith(counted(1), counted(-1), counted(2));
    const readStore = inMemoryReadStore();
    await catchUp(log, readStore, { models: [tallies('throws')] });
    const before = await readStore.parked(build);
    const rows = await rowsIn(readStore);
    const refused = () => untilRefused(readStore);
    await retriedWhileRunning(log, readStore, refused, tallies('throws'));
    expect(await readStore.parked(build)).toEqual(before);
    expect(await rowsIn(readStore)).toEqual(rows);
  });

  test('given that a later event of it is poison too, then it waits behind that one, and its row has what came before', async () => {
    const log = logWith(
      counted(1),
      event('Counted', { by: null }),
      counted(2),
      counted(-1),
      counted(3),
    );
    const readStore = inMemoryReadStore();
    await catchUp(log, readStore);
    expect(await readStore.parked(build)).toMatchObject([{ revision: 1, cause: 'Unreadable' }]);
    // The one that could not be read turns out to be no event of ours; the negative one still throws.
    const repaired = inMemoryLog();
    for (const { stream, ...one } of log.events) {
      const isBad = one.revision === 1 && stream === key;
      repaired.record(stream, [isBad ? { ...one, type: 'Foreign' } : one]);
    }
    const refused = () => untilRefused(readStore);
    await retriedWhileRunning(repaired, readStore, refused, tallies('throws'));
    expect(await readStore.parked(build)).toMatchObject([
      { revision: 3, cause: 'Threw', waiting: 2 },
    ]);
    const row = (await rowsIn(readStore)).get(key);
    expect(row).toMatchObject({ revision: 2, data: { total: 3, steps: [0, 2] } });
  });

  test('given that newer code wrote what waits, then it goes on waiting, and the build goes on', async () => {
    const newer = event('Counted', { by: 1 }, { schemaVersion: 2 });
    const log = logWith(counted(1), counted(-1), newer);
    const readStore = inMemoryReadStore();
    await catchUp(log, readStore, { models: [tallies('throws')] });
    await retriedWhileRunning(log, readStore, () => untilRefused(readStore));
    const [parked] = await readStore.parked(build);
    expect(parked).toMatchObject({ revision: 1, waiting: 2 });
    expect(parked?.reason).toContain('version 2');
    expect((await readStore.status())[0]?.halted).toBeUndefined();
  });
});
