import { describe, expect, test } from '@jest/globals';
import {
  healthOf,
  inMemoryEventStore,
  inMemoryLog,
  inMemoryReadStore,
  SubscriptionDropped,
  type EventStore,
  type InMemoryLog,
  type ReadStore,
  type SubscriptionMessage,
} from '../../src/index.js';
import { plainFold } from './plain-fold.js';
import { catchUp, rowsIn, until, workerOn } from './setting.js';
import { counted, logOf, nameOf, record, tallyOf, event } from './tallies.js';

/** What becomes of a subscription after some messages. */
const fates: Readonly<
  Record<string, (last: SubscriptionMessage | undefined) => AsyncIterable<SubscriptionMessage>>
> = {
  'it ends, as if all were well': async function* ends() {},
  'it is dropped': async function* drops() {
    yield await Promise.reject(new SubscriptionDropped('reset'));
  },
  'it throws something else': async function* throws() {
    yield await Promise.reject(new Error('ECONNRESET'));
  },
  'it throws what is no error': async function* throwsText() {
    const thrown: unknown = 'cancelled';
    yield await Promise.reject<never>(thrown);
  },
  'it falls silent for ever': async function* silent() {
    yield await new Promise<never>(() => undefined);
  },
  'it says that it caught up, and falls silent': async function* lying() {
    yield { _tag: 'CaughtUp' };
    yield await new Promise<never>(() => undefined);
  },
  'it goes back': async function* back(last) {
    if (last !== undefined) yield last;
    yield await new Promise<never>(() => undefined);
  },
  'it says something broken': async function* broken() {
    yield JSON.parse('{ "_tag": "Event", "event": {} }') as SubscriptionMessage;
  },
};

/** A store whose first subscriptions each meet a fate after so many messages; then all is well. */
const dropping = (
  store: EventStore,
  plan: ReadonlyArray<readonly [number, (typeof fates)[string] | undefined]>,
): EventStore => {
  const left = [...plan];
  return {
    ...store,
    async *subscribe(options) {
      const [after, fate] = left.shift() ?? [Number.POSITIVE_INFINITY, undefined];
      let told = 0;
      let last: SubscriptionMessage | undefined;
      for await (const message of store.subscribe(options)) {
        if (told === after && fate !== undefined) {
          yield* fate(last);
          return;
        }
        told += 1;
        last = message;
        yield message;
      }
    },
  };
};

describe('a subscription that ends (reliability B10)', () => {
  test.each(Object.entries(fates))(
    'given that %s, at any point and again and again, then nothing is lost and nothing comes twice',
    async (_name, fate) => {
      for (const points of [
        [0, 1, 2],
        [3, 50, 0, 7],
        [99, 100, 1],
      ]) {
        const log = logOf(100, 5);
        const readStore = inMemoryReadStore();
        const plan = points.map((after) => [after, fate] as const);
        const worker = workerOn(dropping(inMemoryEventStore({ log }), plan), readStore, {
          batchSize: 16,
        });
        worker.start();
        for (let n = 100; n < 120; n += 1) record(log, n, 5);
        const last = log.events.at(-1)?.position;
        await until(async () => (await readStore.status())[0]?.checkpoint?.position === last);
        await worker.stop();
        expect(await rowsIn(readStore)).toEqual(plainFold(log));
        const { applied = 0, ignored = 0 } = (await readStore.status())[0]?.handled ?? {};
        expect(applied + ignored).toBe(120);
      }
    },
  );

  test('given that events are recorded and none arrives, then the status and the verdict say so until they do', async () => {
    const log = logOf(20, 3);
    const readStore = inMemoryReadStore();
    let deaf = true;
    const store = inMemoryEventStore({ log });
    const worker = workerOn(
      {
        ...store,
        async *subscribe(options) {
          for await (const message of store.subscribe(options)) {
            if (deaf && log.events.length > 20) await until(() => !deaf || options.signal.aborted);
            yield message;
          }
        },
      },
      readStore,
    );
    worker.start();
    await worker.caughtUp();
    record(log, 20, 3);
    await until(() => worker.status().projections[0]?.run?.stalled === true);
    expect(healthOf(worker.status(), Date.now())).toMatchObject({ live: true, ready: false });
    expect(worker.status().projections[0]?.run?.lag).toMatchObject({ events: 1, exact: true });
    deaf = false;
    await until(() => healthOf(worker.status(), Date.now()).ready);
    await worker.stop();
  });
});

describe('a store that is not what it was (reliability D4)', () => {
  /** Deterministic, so that a case that fails can be run again. */
  const randomFrom = (seed: number) => {
    let state = seed;
    return (below: number): number => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
  };

  const copyOf = (log: InMemoryLog, length: number): InMemoryLog => {
    const copy = inMemoryLog();
    for (const { stream, ...one } of log.events.slice(0, length)) copy.record(stream, [one]);
    return copy;
  };

  /** Loses 1 to 50 events of its end, and gets others in their place, or none. */
  const rewound = (log: InMemoryLog, random: (below: number) => number): InMemoryLog => {
    const lost = 1 + random(50);
    const copy = copyOf(log, log.events.length - lost);
    const others = random(3) === 0 ? lost : random(60);
    for (let n = 0; n < others; n += 1) {
      copy.record(tallyOf(`k${String(random(5))}`), [counted(2)]);
    }
    return copy;
  };

  const isHalted = async (log: InMemoryLog, readStore: ReadStore): Promise<boolean> => {
    const worker = workerOn(inMemoryEventStore({ log }), readStore);
    worker.start();
    await worker.caughtUp();
    await worker.stop();
    const halted = (await readStore.status())[0]?.halted;
    return halted?.cause === 'HistoryDiverged';
  };

  test('given 200 restored backups, then every one is noticed before anything is handled; a check of the end alone misses some', async () => {
    let missedByTheNaive = 0;
    for (let seed = 1; seed <= 200; seed += 1) {
      const random = randomFrom(seed);
      const log = logOf(60 + random(60), 5);
      const readStore = inMemoryReadStore();
      await catchUp(log, readStore);
      const rows = await rowsIn(readStore);
      const restored = rewound(log, random);
      const [before] = await readStore.status();
      expect([seed, await isHalted(restored, readStore)]).toEqual([seed, true]);
      const [after] = await readStore.status();
      expect(after?.checkpoint).toEqual(before?.checkpoint);
      expect(await rowsIn(readStore)).toEqual(rows);
      const head = (await inMemoryEventStore({ log: restored }).head()) ?? '';
      if (head >= (before?.checkpoint?.position ?? '')) missedByTheNaive += 1;
    }
    expect(missedByTheNaive).toBeGreaterThan(10);
  });

  test('given another store, as long as this one, or an empty one, then it is noticed', async () => {
    const log = logOf(50, 5);
    for (const other of [logOf(50, 5), logOf(200, 5), inMemoryLog()]) {
      const readStore = inMemoryReadStore();
      await catchUp(log, readStore);
      expect(await isHalted(other, readStore)).toBe(true);
    }
  });

  test.each([
    ['while the subscription is down', 'closes', 20],
    ['behind the back of a subscription that says nothing, and grows', 'stays', 20],
    ['behind the back of a subscription that says nothing, and stays short', 'stays', 0],
  ])('given a store that is rewound %s, then it is noticed', async (_when, fate, added) => {
    let log = logOf(50, 5);
    const readStore = inMemoryReadStore();
    const stores = [inMemoryEventStore({ log })];
    const current = () => stores.at(-1) ?? inMemoryEventStore();
    const worker = workerOn(
      {
        ...current(),
        subscribe: (options) => current().subscribe(options),
        readAll: (options) => current().readAll(options),
        read: (stream, options) => current().read(stream, options),
        head: () => current().head(),
      },
      readStore,
    );
    worker.start();
    await worker.caughtUp();
    const [before] = stores;
    log = copyOf(log, 40);
    for (let n = 0; n < added; n += 1) log.record(tallyOf('k1'), [counted(3)]);
    stores.push(inMemoryEventStore({ log }));
    if (fate === 'closes') await before?.close();
    await until(async () => (await readStore.status())[0]?.halted !== undefined);
    expect((await readStore.status())[0]?.halted?.cause).toBe('HistoryDiverged');
    await worker.stop();
  });

  test('given events of others only after the last of ours, then the store is what it was, and their place is remembered', async () => {
    const log = logOf(20, 3);
    const readStore = inMemoryReadStore();
    const worker = workerOn(inMemoryEventStore({ log }), readStore);
    worker.start();
    await worker.caughtUp();
    for (let n = 0; n < 30; n += 1) log.record(nameOf('theirs', 'x'), [event('Theirs', {})]);
    const end = log.events.at(-1)?.position;
    await until(async () => (await readStore.status())[0]?.checkpoint?.position === end);
    await worker.stop();
    expect(await isHalted(log, readStore)).toBe(false);
    expect(await isHalted(copyOf(log, 45), readStore)).toBe(true);
  });
});
