import { describe, expect, test } from '@jest/globals';
import {
  inMemoryEventStore,
  inMemoryLog,
  inMemoryReadStore,
  ValueRefused,
  type Halt,
  type InMemoryLog,
  type ProjectionWorkerOptions,
  type ReadStore,
} from '../../src/index.js';
import { away, refusing, watched } from './meddling.js';
import { plainFold } from './plain-fold.js';
import { catchUp, rowsIn, until, workerOn } from './setting.js';
import { counted, event, logOf, nameOf, record, tallies, tallyOf } from './tallies.js';

/** Runs a worker until the build has halted, and says why. */
const haltOf = async (
  log: InMemoryLog,
  readStore: ReadStore,
  given: Partial<ProjectionWorkerOptions> = {},
): Promise<Halt | undefined> => {
  const worker = workerOn(inMemoryEventStore({ log }), readStore, given);
  worker.start();
  await until(async () => (await readStore.status())[0]?.halted !== undefined);
  await worker.stop();
  return (await readStore.status())[0]?.halted;
};

/** The events before the n-th. */
const before = (log: InMemoryLog, n: number): InMemoryLog => ({
  ...log,
  events: log.events.slice(0, n),
});

const checkpointIn = async (readStore: ReadStore) => (await readStore.status())[0]?.checkpoint;

describe('an event that this code is too old for (reliability B6)', () => {
  test.each([0, 1, 40, 99])(
    'given it as event %p, then the build halts just before it, whatever came earlier is in the rows, and newer code goes on',
    async (at) => {
      const log = inMemoryLog();
      for (let n = 0; n < 100; n += 1) {
        const one = n === at ? event('Counted', { by: 1 }, { schemaVersion: 2 }) : counted(1);
        log.record(tallyOf(`k${String(n % 7)}`), [one]);
      }
      const readStore = inMemoryReadStore();
      const halt = await haltOf(log, readStore, { batchSize: 64 });
      expect(halt).toMatchObject({ cause: 'UpgradeRequired' });
      expect(halt?.reason).toContain('version 2, this code reads up to 1');
      expect((await checkpointIn(readStore))?.position).toBe(log.events[at - 1]?.position);
      expect(await rowsIn(readStore)).toEqual(plainFold(before(log, at)));

      // What newer code reads is as if it had been version 1.
      const upgraded = inMemoryLog();
      for (const { stream, ...one } of log.events) {
        upgraded.record(stream, [{ ...one, schemaVersion: 1 }]);
      }
      await readStore.resume({ model: 'tallies', build: 1, schema: 1 });
      await catchUp(upgraded, readStore);
      expect(await rowsIn(readStore)).toEqual(plainFold(upgraded));
    },
  );

  test('given types that are not ours, in our streams, then they are counted and passed', async () => {
    const log = logOf(50, 3);
    log.record(tallyOf('k0'), [event('Theirs', { any: 'thing' }), counted(1)]);
    log.record(nameOf('elsewhere', 'x'), [event('Theirs', {})]);
    const readStore = inMemoryReadStore();
    await catchUp(log, readStore);
    expect((await readStore.status())[0]?.handled.foreign).toBe(1);
    expect(await rowsIn(readStore)).toEqual(plainFold(log));
  });
});

describe('a build that does not go on', () => {
  const poisoned = () => {
    const log = logOf(30, 3);
    log.record(tallyOf('k1'), [counted(-1)]);
    for (let n = 30; n < 40; n += 1) record(log, n, 3);
    return log;
  };

  test('given that poison is to halt, then it halts before it, and says what it is without what was in it', async () => {
    const log = poisoned();
    const readStore = inMemoryReadStore();
    const halt = await haltOf(log, readStore, { models: [tallies('throws')], onPoison: 'halt' });
    expect(halt?.cause).toBe('Poisoned');
    expect(halt?.reason).toMatch(
      /^Counted, revision \d+ of tally-k1,: Threw, TypeError at tallies\.ts:\d+$/,
    );
    expect(await rowsIn(readStore)).toEqual(plainFold(before(log, 30)));
    expect(await readStore.parked({ model: 'tallies', build: 1, schema: 1 })).toEqual([]);
  });

  test('given a parking that is refused, then it halts: nothing is skipped that nobody knows of', async () => {
    const log = poisoned();
    const readStore = inMemoryReadStore();
    const broken: ReadStore = {
      ...readStore,
      commit: async (lease, commit) => {
        if (commit.parked.length > 0) throw new ValueRefused('not this either');
        return refusing(readStore).commit(lease, commit);
      },
    };
    const halt = await haltOf(log, broken, { models: [tallies('refused')] });
    expect(halt).toMatchObject({ cause: 'ParkingFailed', reason: 'not this either' });
    expect(await rowsIn(readStore)).toEqual(plainFold(before(log, 30)));
  });

  test('given an event that is missing in its stream, then it halts before what follows', async () => {
    const log = logOf(40, 3);
    const lossy = { ...inMemoryEventStore({ log }) };
    const lost = log.events.findIndex(({ revision, type }) => revision === 5 && type === 'Counted');
    const { subscribe } = lossy;
    const store = {
      ...lossy,
      subscribe: async function* subscribing(options: Parameters<typeof subscribe>[0]) {
        for await (const message of subscribe(options)) {
          if (message._tag !== 'Event' || message.event.id !== log.events[lost]?.id) yield message;
        }
      },
    };
    const readStore = inMemoryReadStore();
    const worker = workerOn(store, readStore);
    worker.start();
    await until(async () => (await readStore.status())[0]?.halted !== undefined);
    await worker.stop();
    const [status] = await readStore.status();
    expect(status?.halted).toMatchObject({ cause: 'HistoryDiverged' });
    expect(status?.halted?.reason).toContain('revision 6 of');
  });

  test('given a pause, then nothing is folded until it is resumed', async () => {
    const log = logOf(30, 3);
    const readStore = inMemoryReadStore();
    const worker = workerOn(inMemoryEventStore({ log }), readStore);
    worker.start();
    await worker.caughtUp();
    const build = { model: 'tallies', build: 1, schema: 1 };
    await readStore.pause(build, 'ops', 'a look');
    await until(async () => (await readStore.status())[0]?.lease === undefined);
    for (let n = 30; n < 60; n += 1) record(log, n, 3);
    await until(() => worker.status().projections[0]?.state === 'paused');
    expect(await rowsIn(readStore)).toEqual(plainFold(before(log, 30)));
    await readStore.resume(build);
    await until(async () => (await checkpointIn(readStore))?.position === log.events[59]?.position);
    expect(await rowsIn(readStore)).toEqual(plainFold(log));
    await worker.stop();
  });

  test('given that even halting fails for a while, then it halts once it can', async () => {
    const log = logOf(10, 3);
    log.record(tallyOf('k0'), [event('Counted', { by: 1 }, { schemaVersion: 9 })]);
    const readStore = inMemoryReadStore();
    let left = 3;
    const halting = watched(readStore, (asked) => {
      if (asked === 'halt' && left-- > 0) away();
    });
    expect(await haltOf(log, halting)).toMatchObject({ cause: 'UpgradeRequired' });
  });
});
