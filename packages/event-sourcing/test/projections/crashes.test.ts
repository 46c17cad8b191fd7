import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isRight } from 'fp-ts/lib/Either.js';
import {
  inMemoryEventStore,
  inMemoryLog,
  inMemoryReadStore,
  NoStream,
  type InMemoryLog,
  type ReadStore,
} from '../../src/index.js';
import { away, refusing, split, watched } from './meddling.js';
import { plainFold } from './plain-fold.js';
import { catchUp, rowsIn, until, workerOn } from './setting.js';
import { counted, event, logOf, nameOf, tallies, tallyOf } from './tallies.js';

const handledIn = async (readStore: ReadStore) => {
  const { applied = 0, ignored = 0, foreign = 0 } = (await readStore.status())[0]?.handled ?? {};
  return applied + ignored + foreign;
};

const untilDone = (log: InMemoryLog, readStore: ReadStore) =>
  until(async () => {
    const position = (await readStore.status())[0]?.checkpoint?.position;
    return position === log.events.at(-1)?.position;
  });

describe('a read store that fails once (reliability B2)', () => {
  test('given that any one of its answers fails, before or after it did what was asked, then nothing is lost and nothing counted twice', async () => {
    let failures = 0;
    for (const isAfter of [false, true]) {
      for (let at = 1; ; at += 1) {
        const log = logOf(40, 5);
        const readStore = inMemoryReadStore();
        let asked = 0;
        const failAt = () => {
          asked += 1;
          if (asked === at) away();
        };
        const none = () => undefined;
        const shaky = isAfter ? watched(readStore, none, failAt) : watched(readStore, failAt);
        const worker = workerOn(inMemoryEventStore({ log }), shaky, {
          batchSize: 7,
          cacheRows: 2,
          heartbeatMs: 5,
        });
        worker.start();
        await untilDone(log, readStore);
        await worker.stop();
        expect([at, await handledIn(readStore)]).toEqual([at, 40]);
        expect(await rowsIn(readStore)).toEqual(plainFold(log));
        if (asked < at || at > 40) break;
        failures += 1;
      }
    }
    // Finding and claiming a build, a commit for each of six batches, and loading for some, before and after.
    expect(failures).toBeGreaterThan(16);
  });

  test('given that a crash takes the last commit back, and nothing new is recorded, then its events are folded again', async () => {
    const log = logOf(40, 5);
    const readStore = inMemoryReadStore();
    let isLost = false;
    const forgetful: ReadStore = {
      ...readStore,
      commit: async (lease, commit) => {
        if (isLost || commit.checkpoint.position !== log.events.at(-1)?.position) {
          return readStore.commit(lease, commit);
        }
        isLost = true;
        return true;
      },
    };
    const worker = workerOn(inMemoryEventStore({ log }), forgetful, { batchSize: 7 });
    worker.start();
    await untilDone(log, readStore);
    await worker.stop();
    expect(isLost).toBe(true);
    expect(await handledIn(readStore)).toBe(40);
    expect(await rowsIn(readStore)).toEqual(plainFold(log));
  });

  test('given a checkpoint that is written before its rows, then a crash between the two is seen', async () => {
    const log = logOf(40, 5);
    const readStore = inMemoryReadStore();
    let commits = 0;
    const broken = split(readStore, () => {
      commits += 1;
      if (commits === 3) away();
    });
    const worker = workerOn(inMemoryEventStore({ log }), broken, { batchSize: 7 });
    worker.start();
    await untilDone(log, readStore);
    await worker.stop();
    expect(await rowsIn(readStore)).not.toEqual(plainFold(log));
  });
});

describe('any log, any batch size, any crashes', () => {
  const kinds = ['tally', 'tally', 'tally', 'note', 'theirs'];
  const recordedBy = (steps: ReadonlyArray<readonly [number, number, number]>): InMemoryLog => {
    const log = inMemoryLog();
    for (const [kind, key, what] of steps) {
      const stream = nameOf(kinds[kind] ?? 'tally', `k${String(key)}`);
      const events = [
        counted(what),
        event('Labelled', { label: `label ${String(what)}` }),
        event('Viewed', { who: 'ines' }),
        event('Foreign', {}),
      ];
      log.record(stream, [events[what % 4] ?? counted(what)]);
    }
    return log;
  };

  test('then the rows are those of a plain fold', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(4), fc.nat(4), fc.nat(20)), { minLength: 1, maxLength: 80 }),
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 5 }),
        fc.array(fc.integer({ min: 1, max: 25 }), { maxLength: 4 }),
        async (steps, batchSize, cacheRows, crashes) => {
          const log = recordedBy(steps);
          const readStore = inMemoryReadStore();
          // Each dies at its n-th question to the read store, and the next goes on where it was.
          for (const at of crashes) {
            let asked = 0;
            const mortal = watched(readStore, () => {
              asked += 1;
              if (asked >= at) away();
            });
            const worker = workerOn(inMemoryEventStore({ log }), mortal, { batchSize, cacheRows });
            worker.start();
            await until(() => asked >= at || worker.status().projections[0]?.state === 'live');
            await worker.stop();
          }
          await catchUp(log, readStore, { batchSize, cacheRows });
          expect(await rowsIn(readStore)).toEqual(plainFold(log));
          const ours = log.events.filter(({ stream }) => !stream.startsWith('theirs-'));
          expect(await handledIn(readStore)).toBe(ours.length);
        },
      ),
      { numRuns: 100 },
    );
  }, 30_000);
});

describe('poison among all that', () => {
  test('given rows that are refused, answers that fail and any batch size, when it is repaired and tried again, then the rows are those of a plain fold', async () => {
    const build = { model: 'tallies', build: 1, schema: 1 };
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(5), fc.integer({ min: -1, max: 8 })), {
          minLength: 1,
          maxLength: 80,
        }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 5 }),
        fc.array(fc.nat(40), { maxLength: 4 }),
        async (steps, batchSize, cacheRows, failures) => {
          const log = inMemoryLog();
          for (const [key, by] of steps) log.record(tallyOf(`k${String(key)}`), [counted(by)]);
          const readStore = inMemoryReadStore();
          let asked = 0;
          const shaky = watched(refusing(readStore), () => {
            asked += 1;
            if (failures.includes(asked)) away();
          });
          const models = [tallies('refused')];
          const worker = workerOn(inMemoryEventStore({ log }), shaky, {
            models,
            batchSize,
            cacheRows,
          });
          worker.start();
          await untilDone(log, readStore);
          await worker.stop();
          const parked = (await readStore.parked(build)).map(({ key }) => key);
          const poisoned = steps.flatMap(([key, by]) =>
            by < 0 ? [tallyOf(`k${String(key)}`)] : [],
          );
          expect(new Set(parked)).toEqual(new Set(poisoned));
          await readStore.askRetry(build, parked);
          const repaired = workerOn(inMemoryEventStore({ log }), readStore);
          repaired.start();
          await until(async () => (await readStore.parked(build)).length === 0);
          await repaired.stop();
          expect(await rowsIn(readStore)).toEqual(plainFold(log));
          expect(await handledIn(readStore)).toBe(log.events.length);
        },
      ),
      { numRuns: 60 },
    );
  }, 30_000);
});

describe('sixteen writers at once (reliability B3)', () => {
  test('given that they write to streams of their own and to shared ones while the rows are kept up, then nothing is skipped and the order is kept', async () => {
    const log = inMemoryLog();
    const store = inMemoryEventStore({ log });
    const readStore = inMemoryReadStore();
    const worker = workerOn(store, readStore, { batchSize: 16 });
    worker.start();
    const write = async (writer: number) => {
      for (let n = 0; n < 50; n += 1) {
        const stream = tallyOf(n % 2 === 0 ? `own${String(writer)}` : `shared${String(n % 3)}`);
        const one = counted(1);
        for (;;) {
          let last: number = NoStream;
          for await (const { revision } of store.read(stream, {
            direction: 'backwards',
            limit: 1,
          })) {
            last = revision;
          }
          if (isRight(await store.append(stream, last, [one])())) break;
        }
        if (n % 7 === writer % 7) await until(() => true);
      }
    };
    await Promise.all(Array.from({ length: 16 }, (_, writer) => write(writer)));
    await untilDone(log, readStore);
    await worker.stop();
    expect(log.events).toHaveLength(800);
    expect(await handledIn(readStore)).toBe(800);
    expect(await rowsIn(readStore)).toEqual(plainFold(log));
  });
});
