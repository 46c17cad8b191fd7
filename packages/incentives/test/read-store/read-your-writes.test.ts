import { afterEach, describe, expect, test } from '@jest/globals';
import {
  inMemoryEventStore,
  inMemoryReadStore,
  type EventStore,
  type Position,
  type ReadStore,
} from '@partner-incentives/event-sourcing';
import { createIncentives, NotYetThere } from '@partner-incentives/incentives';
import {
  addUser,
  associateTenant,
  contoso,
  registerAccount,
  registerLocation,
  right,
} from '../contoso.js';
import { withWorker } from './with-worker.js';
import { staleReads } from './writing-and-reading.js';

const workers: Array<{ stop(): Promise<void> }> = [];
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop()));
});

const begun = async (readStore?: ReadStore, store?: EventStore) => {
  const world = withWorker({ ...(readStore && { readStore }), ...(store && { store }) });
  workers.push(world.worker);
  right(await world.as('system:MS', associateTenant));
  right(await world.as('system:MS', registerAccount));
  right(await world.as('gina', registerLocation));
  return world;
};

/** A read store whose watchers hear nothing. */
const deaf = (readStore: ReadStore): ReadStore => ({ ...readStore, watch: () => () => undefined });

describe('reading what was just written', () => {
  test('law (B13): given 16 writers at once, then no reader who names the position of their writing is without it', async () => {
    const world = await begun();
    world.worker.start();
    expect(await staleReads(world, 16, 26)).toBe(0);
  }, 60_000);

  test('the law is about something: readers who do not name it are without it now and then', async () => {
    const world = await begun();
    world.worker.start();
    const { roles, ...views } = world.incentives.views;
    const unaware: typeof roles = ({ viewer }) => roles({ viewer });
    await world.worker.caughtUp();
    const incentives = { views: { ...views, roles: unaware } };
    const stale = await staleReads({ ...world, incentives }, 16, 26);
    expect(stale).toBeGreaterThan(0);
  });

  test('given news that never comes, then looking now and then finds it', async () => {
    const world = await begun(deaf(inMemoryReadStore()));
    world.worker.start();
    expect(await staleReads(world, 1, 1)).toBe(0);
  });

  test('given a worker that stands still, then NotYetThere says how far the rows are, after the time that was given', async () => {
    const world = await begun();
    world.worker.start();
    await world.worker.caughtUp();
    await world.worker.stop();
    const reached = (await world.store.head()) as Position;
    const { position = reached } = right(await world.as('gina', addUser('ines')));
    expect(position > reached).toBe(true);
    const asked = (timeoutMs: number) =>
      world.incentives.views.roles({ viewer: 'gina', minPosition: position, timeoutMs });
    await expect(asked(0)).rejects.toBeInstanceOf(NotYetThere);
    await expect(asked(50)).rejects.toMatchObject({ minPosition: position, reached });
    expect(
      await world.incentives.views.roles({ viewer: 'gina', minPosition: reached }),
    ).toHaveLength(1);
    expect(
      await world.incentives.views.queue({
        viewer: 'system:MS',
        minPosition: reached,
        timeoutMs: 0,
      }),
    ).toEqual([]);
  });

  test('given rows of nothing yet, then NotYetThere has no position to name', async () => {
    const world = await begun();
    await world.readStore.builds(['accounts', 'locations'].map((model) => ({ model, schema: 1 })));
    const minPosition = (await world.store.head()) as Position;
    const asked = world.incentives.views.roles({ viewer: 'gina', minPosition, timeoutMs: 1 });
    await expect(asked).rejects.toMatchObject({ _tag: 'NotYetThere', reached: undefined });
  });

  test('given one model behind the others, then only what joins it waits', async () => {
    const world = await begun();
    world.worker.start();
    await world.worker.caughtUp();
    const [enrollments] = (await world.readStore.status()).filter(
      ({ build }) => build.model === 'enrollments',
    );
    if (enrollments === undefined) throw new Error('no such build');
    await world.readStore.pause(enrollments.build, 'test', 'to be behind');
    await untilNobodyHas(world.readStore, 'enrollments');
    const { position: minPosition } = right(await world.as('gina', addUser('ines')));
    if (minPosition === undefined) throw new Error('nothing was recorded');
    const question = { viewer: 'gina', minPosition, timeoutMs: 2000 };
    expect(await world.incentives.views.roles(question)).toHaveLength(1);
    const late = world.incentives.views.inbox({ ...question, timeoutMs: 20 });
    await expect(late).rejects.toBeInstanceOf(NotYetThere);
    const waiting = world.incentives.views.inbox({ ...question, timeoutMs: 10_000 });
    await world.readStore.resume(enrollments.build);
    expect(await waiting).toEqual([]);
  });

  test('given rows that were paused or halted, then NotYetThere says that waiting is useless, and why', async () => {
    const world = await begun();
    world.worker.start();
    await world.worker.caughtUp();
    await world.worker.stop();
    const [accounts] = (await world.readStore.status()).filter(
      ({ build }) => build.model === 'accounts',
    );
    if (accounts?.checkpoint === undefined) throw new Error('no such build');
    const { build } = accounts;
    const reached = accounts.checkpoint.position;
    const question = { viewer: 'gina', minPosition: 'z' as Position, timeoutMs: 0 };
    const outcome = async (asked: typeof question): Promise<unknown> =>
      world.incentives.views.roles(asked).catch((error: unknown) => error);
    expect(await outcome(question)).toMatchObject({ reached, stopped: undefined });
    await world.readStore.pause(build, 'ops', 'a fix is awaited');
    const paused = await outcome(question);
    expect(paused).toMatchObject({ reached, stopped: { model: 'accounts', cause: 'Paused' } });
    expect(String(paused)).toMatch(/not yet at z, and waiting is useless: accounts is paused$/);
    expect(await outcome({ ...question, minPosition: reached })).toHaveLength(1);
    await world.readStore.resume(build);
    const lease = await world.readStore.claim(build, 'test', 60_000);
    if (lease === undefined) throw new Error('not to be had');
    const halt = { cause: 'HistoryDiverged', reason: 'another history' } as const;
    await world.readStore.halt(lease, halt);
    const stopped = { model: 'accounts', cause: 'HistoryDiverged' };
    // However far they seem to be: positions of another history are none of this one.
    for (const minPosition of ['z' as Position, reached]) {
      const diverged = await outcome({ ...question, minPosition });
      expect(diverged).toMatchObject({ _tag: 'NotYetThere', reached: undefined, stopped });
    }
    const { minPosition: _, ...stale } = question;
    expect(await world.incentives.views.roles(stale)).toHaveLength(1);
  });

  test('given another version promoted while waiting, then RowsNotBuilt at once, and nobody else waits for it', async () => {
    const world = await begun();
    world.worker.start();
    await world.worker.caughtUp();
    const minPosition = 'z' as Position;
    const asked = { viewer: 'gina', minPosition, timeoutMs: 30_000 };
    const waiting = world.incentives.views.inbox(asked).catch((error: unknown) => error);
    const other = world.incentives.views.roles({ ...asked, timeoutMs: 300 });
    const outcome = other.catch((error: unknown) => error);
    await promoteAnotherVersion(world.readStore, 'enrollments');
    expect(await waiting).toMatchObject({ _tag: 'RowsNotBuilt', model: 'enrollments', found: 2 });
    expect(await outcome).toMatchObject({ _tag: 'NotYetThere' });
  });

  test('given a read store that went away while waiting, then ReadStoreUnavailable', async () => {
    const world = await begun();
    world.worker.start();
    await world.worker.caughtUp();
    await world.worker.stop();
    const minPosition = 'z' as Position;
    const asked = world.incentives.views.roles({ viewer: 'gina', minPosition, timeoutMs: 100 });
    const outcome = asked.catch((error: unknown) => error);
    await new Promise((resolve) => setTimeout(resolve, 20));
    await world.readStore.close();
    expect(await outcome).toMatchObject({ _tag: 'ReadStoreUnavailable' });
  });
});

describe('rows folded in memory', () => {
  test('hold what was just written; of a position that the store does not have, NotYetThere', async () => {
    const { as, incentives, store } = await contoso();
    const { position: minPosition } = right(await as('gina', addUser('ines')));
    if (minPosition === undefined) throw new Error('nothing was recorded');
    const question = { viewer: 'gina', minPosition, timeoutMs: 0 };
    expect(await incentives.views.roles(question)).toHaveLength(1);
    const never = { ...question, minPosition: 'z' as Position, timeoutMs: 60 };
    await expect(incentives.views.roles(never)).rejects.toMatchObject({ _tag: 'NotYetThere' });
    const empty = createIncentives({ store: inMemoryEventStore() });
    await expect(empty.views.roles(never)).rejects.toMatchObject({ reached: undefined });
    expect(await store.head()).toBeDefined();
  });
});

const promoteAnotherVersion = async (readStore: ReadStore, model: string): Promise<void> => {
  const live = (await readStore.status()).find(({ build }) => build.model === model);
  const build = await readStore.begin(model, 2);
  const lease = await readStore.claim(build, 'newer', 60_000);
  if (lease === undefined || live?.checkpoint === undefined) throw new Error('not to be had');
  const { checkpoint } = live;
  const handled = { applied: 0, ignored: 0, foreign: 0 };
  const none = { rows: [], parked: [], unparked: [] };
  expect(await readStore.commit(lease, { checkpoint, ...none, handled })).toBe(true);
  expect(await readStore.promote(build)).toBe(true);
};

const untilNobodyHas = async (readStore: ReadStore, model: string): Promise<void> => {
  const deadline = performance.now() + 10_000;
  const has = async () =>
    (await readStore.status()).some(
      ({ build, lease }) => build.model === model && lease !== undefined,
    );
  while (await has()) {
    if (performance.now() > deadline) throw new Error('somebody keeps it');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
};
