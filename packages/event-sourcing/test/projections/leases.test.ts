import { describe, expect, test } from '@jest/globals';
import {
  healthOf,
  InMemoryBuilds,
  inMemoryEventStore,
  inMemoryReadStore,
  readModel,
  type Instant,
  type Lease,
  type ReadStore,
} from '../../src/index.js';
import { away, watched } from './meddling.js';
import { plainFold } from './plain-fold.js';
import { aTurn, rowsIn, until, workerOn } from './setting.js';
import { logOf, record, tallies, type Event } from './tallies.js';

/** A read store whose clock a test moves. */
const clocked = () => {
  let ms = Date.parse('2024-03-01T00:00:00.000Z');
  const builds = new InMemoryBuilds({ now: () => new Date(ms).toISOString() as Instant });
  return {
    readStore: inMemoryReadStore({ builds }),
    pass: (seconds: number) => {
      ms += seconds * 1_000;
    },
  };
};

/** A place where somebody stands still until told otherwise. */
const gate = () => {
  let open: () => void = () => undefined;
  let arrived = false;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return {
    pass: (): Promise<void> => {
      arrived = true;
      return opened;
    },
    hasArrived: () => arrived,
    open: () => {
      open();
    },
  };
};

/** A planted bug: commits as whoever has the lease now, onto whatever is there. */
const unguarded = (readStore: ReadStore, current: () => Lease | undefined): ReadStore => ({
  ...readStore,
  commit: async (lease, { from, ...commit }) => {
    const position = (await readStore.status())[0]?.checkpoint?.position;
    const now = position === undefined ? {} : { from: position };
    return readStore.commit(
      current() ?? lease,
      from === undefined ? commit : { ...commit, ...now },
    );
  },
});

describe('a worker that was thought dead (reliability B7)', () => {
  /** One stands still at its n-th commit, another takes over and finishes, and the first goes on. What was handled then. */
  const zombie = async (
    at: number,
    bug: (readStore: ReadStore, current: () => Lease | undefined) => ReadStore = (is) => is,
  ) => {
    const log = logOf(100, 5);
    const { readStore, pass } = clocked();
    let lease: Lease | undefined;
    const noting: ReadStore = {
      ...readStore,
      claim: async (build, holder, ttlMs) =>
        (lease = (await readStore.claim(build, holder, ttlMs)) ?? lease),
    };
    const standing = gate();
    let commits = 0;
    const slow = watched(
      bug(noting, () => lease),
      async (asked) => {
        if (asked === 'renew' && standing.hasArrived()) await standing.pass();
        if (asked === 'commit' && ++commits === at) await standing.pass();
      },
    );
    const store = inMemoryEventStore({ log });
    const first = workerOn(store, slow, { batchSize: 4 });
    first.start();
    await until(standing.hasArrived);
    pass(20);
    const second = workerOn(store, { ...noting }, { batchSize: 4, holder: 'worker-2' });
    second.start();
    const last = log.events.at(-1)?.position;
    await until(async () => (await readStore.status())[0]?.checkpoint?.position === last);
    standing.open();
    await until(() => first.status().projections[0]?.run === undefined);
    await Promise.all([first.stop(), second.stop()]);
    const { applied = 0, ignored = 0 } = (await readStore.status())[0]?.handled ?? {};
    return { log, rows: await rowsIn(readStore), handled: applied + ignored };
  };

  test('given 20 that stood still at a commit while another took over, then none of them writes anything', async () => {
    for (let at = 1; at <= 20; at += 1) {
      const { log, rows, handled } = await zombie(at);
      expect([at, handled]).toEqual([at, 100]);
      expect(rows).toEqual(plainFold(log));
    }
  });

  test('given one that writes all the same, then this harness sees it', async () => {
    const { handled } = await zombie(3, unguarded);
    expect(handled).toBeGreaterThan(100);
  });
});

type Noted = Extract<Event, { readonly type: 'Noted' }>;
const notes = () =>
  readModel<{ readonly texts: number }, Noted>({
    name: 'notes',
    version: 1,
    category: 'note',
    on: { Noted: (row = { texts: 0 }) => ({ texts: row.texts + 1 }) },
  });

describe('several workers', () => {
  test('given two that start at once, then they share the builds, and each build has one of them', async () => {
    const log = logOf(50, 5);
    const readStore = inMemoryReadStore();
    const store = inMemoryEventStore({ log });
    const models = [tallies(), notes()];
    const workers = ['a', 'b'].map((holder) => workerOn(store, readStore, { models, holder }));
    for (const worker of workers) worker.start();
    await until(async () => (await readStore.status()).every(({ lease }) => lease !== undefined));
    const statuses = await readStore.status();
    expect(new Set(statuses.map(({ lease }) => lease?.holder))).toEqual(new Set(['a', 'b']));
    await Promise.all(workers.map((worker) => worker.stop()));
  });

  test('given one that vanishes, then the other takes its builds over once the lease is out, and loses nothing', async () => {
    const log = logOf(50, 5);
    const { readStore, pass } = clocked();
    const store = inMemoryEventStore({ log });
    let gone = false;
    const mortal = watched(readStore, () => {
      if (gone) away();
    });
    const first = workerOn(store, mortal);
    first.start();
    await first.caughtUp();
    const second = workerOn(store, readStore, { holder: 'worker-2' });
    second.start();
    await until(() => second.status().projections[0]?.state === 'elsewhere');
    expect(healthOf(second.status(), Date.now()).ready).toBe(true);
    gone = true;
    for (let n = 50; n < 80; n += 1) record(log, n, 5);
    pass(16);
    const last = log.events.at(-1)?.position;
    await until(async () => (await readStore.status())[0]?.checkpoint?.position === last);
    expect(await rowsIn(readStore)).toEqual(plainFold(log));
    expect((await readStore.status())[0]?.lease).toMatchObject({ holder: 'worker-2', epoch: 2 });
    await Promise.all([first.stop(), second.stop()]);
  });

  test('given a worker that is stopped, then the batch in flight is committed and the lease given back', async () => {
    const log = logOf(100, 5);
    const readStore = inMemoryReadStore();
    const standing = gate();
    let commits = 0;
    const slow = watched(readStore, async (asked) => {
      if (asked === 'commit' && ++commits === 3) await standing.pass();
    });
    const worker = workerOn(inMemoryEventStore({ log }), slow, { batchSize: 10 });
    worker.start();
    await until(standing.hasArrived);
    const stopped = worker.stop();
    standing.open();
    await stopped;
    const [status] = await readStore.status();
    expect(status?.lease).toBeUndefined();
    // The one that was folded meanwhile may come along.
    const ends = [29, 39].map((at) => log.events[at]?.position);
    expect(ends).toContain(status?.checkpoint?.position);
  });

  test('given a worker that is stopped while it claims, then that lease is given back too', async () => {
    const readStore = inMemoryReadStore();
    const standing = gate();
    const slow = watched(readStore, async (asked) => {
      if (asked === 'claim') await standing.pass();
      if (asked === 'release') await aTurn();
    });
    const worker = workerOn(inMemoryEventStore({ log: logOf(10, 5) }), slow);
    worker.start();
    await until(standing.hasArrived);
    const stopped = worker.stop();
    standing.open();
    await stopped;
    const [status] = await readStore.status();
    expect(status).toMatchObject({ stage: 'live' });
    expect(status?.lease).toBeUndefined();
  });

  test('given a batch in flight that never ends, then stopping ends all the same', async () => {
    const readStore = inMemoryReadStore();
    const hanging = watched(readStore, async (asked) => {
      if (asked === 'commit') await new Promise<never>(() => undefined);
    });
    const store = inMemoryEventStore({ log: logOf(10, 5) });
    const worker = workerOn(store, hanging, { drainMs: 30 });
    worker.start();
    await until(() => worker.status().projections[0]?.run?.doing === 'working');
    await worker.stop();
    expect(worker.status().stopping).toBe(true);
  });
});

describe('newer code beside a live build of older code', () => {
  test('given two workers with it, then they begin one build between them, catch it up, and promote nothing', async () => {
    const log = logOf(50, 5);
    const readStore = inMemoryReadStore();
    const store = inMemoryEventStore({ log });
    const old = workerOn(store, readStore);
    old.start();
    await old.caughtUp();
    const models = [tallies('none', 2)];
    const workers = ['a', 'b'].map((holder) => workerOn(store, readStore, { models, holder }));
    for (const worker of workers) worker.start();
    const last = log.events.at(-1)?.position;
    await until(async () => (await readStore.status())[1]?.checkpoint?.position === last);
    const statuses = await readStore.status();
    expect(statuses.map(({ build, stage }) => [build.build, build.schema, stage])).toEqual([
      [1, 1, 'live'],
      [2, 2, 'building'],
    ]);
    await Promise.all([old, ...workers].map((worker) => worker.stop()));
  });
});

describe('a read store that goes away (reliability B12)', () => {
  test('given that it is away for a while, then the worker is not ready, holds one batch ahead, and catches up by itself', async () => {
    const log = logOf(50, 5);
    const readStore = inMemoryReadStore();
    let isAway = false;
    const shaky = watched(readStore, () => {
      if (isAway) away();
    });
    let told = 0;
    const store = inMemoryEventStore({ log });
    const counting = {
      ...store,
      async *subscribe(options: Parameters<typeof store.subscribe>[0]) {
        for await (const message of store.subscribe(options)) {
          told += 1;
          yield message;
        }
      },
    };
    const worker = workerOn(counting, shaky, { batchSize: 10 });
    worker.start();
    await worker.caughtUp();
    isAway = true;
    const before = told;
    for (let n = 50; n < 500; n += 1) record(log, n, 5);
    await until(() => worker.status().projections[0]?.state === 'retrying');
    await until(() => worker.status().readStore.failing !== undefined);
    const { live, ready, reasons } = healthOf(worker.status(), Date.now());
    expect([live, ready]).toEqual([true, false]);
    expect(reasons.join()).toContain('it is away');
    // One batch at work, one ahead, and the message that waits for room.
    expect(told - before).toBeLessThanOrEqual(21);
    isAway = false;
    const last = log.events.at(-1)?.position;
    await until(async () => (await readStore.status())[0]?.checkpoint?.position === last);
    expect(await rowsIn(readStore)).toEqual(plainFold(log));
    await until(() => healthOf(worker.status(), Date.now()).ready);
    await worker.stop();
  });
});
