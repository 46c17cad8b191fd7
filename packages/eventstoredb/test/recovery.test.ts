import { NoStream, type OutcomeUnknown } from '@partner-incentives/event-sourcing';
import { eventStoreDb } from '@partner-incentives/eventstoredb';
import { standInCluster, standInProcess, tcpProxy } from '@partner-incentives/eventstoredb/testing';
import { describe, expect, jest, test } from '@jest/globals';
import * as E from 'fp-ts/lib/Either.js';
import {
  collect,
  hear,
  ids,
  newEvent,
  newEvents,
  shortDeadlines,
  stream,
  subscribed,
  until,
  withStores,
} from './with-stores.js';

// For a machine that is busy; a deadline to catch what hangs.
jest.setTimeout(60_000);

const unknown = (answer: E.Either<unknown, unknown>): OutcomeUnknown => {
  if (E.isLeft(answer) && isUnknown(answer.left)) return answer.left;
  throw new Error(`Its fate is known: ${JSON.stringify(answer)}`);
};
const isUnknown = (error: unknown): error is OutcomeUnknown =>
  typeof error === 'object' && error !== null && '_tag' in error && error._tag === 'OutcomeUnknown';

describe('the store comes back by itself', () => {
  test(
    'a broken connection: the next call works',
    withStores(async ({ server, another }) => {
      const proxy = await tcpProxy(server);
      const store = another(proxy.through(server.connectionString));
      for (let revision = NoStream; revision < 5; revision++) {
        expect(await store.append(stream('a'), revision, [newEvent()])()).toMatchObject(
          E.right({ revision: revision + 1 }),
        );
        proxy.cut();
        await until(() => proxy.connections() === 0);
      }
      expect(await collect(store.read(stream('a')))).toHaveLength(6);
      await proxy.close();
    }),
  );

  test('a server that is killed and restarts: calls fail while it is away, and work when it is there', async () => {
    const server = await standInProcess();
    const store = eventStoreDb({
      connectionString: server.connectionString,
      deadlines: shortDeadlines,
    });
    const messages = subscribed(store);
    const events = newEvents(3);
    for (const [at, event] of events.entries()) {
      expect(await store.append(stream('a'), at - 1, [event])()).toMatchObject(
        E.right({ revision: at }),
      );
      expect(ids(await hear(messages, 1))).toEqual([event.id]);
      await server.kill();
      expect(E.isLeft(await store.append(stream('a'), at, [newEvent()])())).toBe(true);
      await server.restart();
    }
    expect(ids(await collect(store.read(stream('a'))))).toEqual(ids(events));
    await store.close();
    await server.stop();
  });

  test('a leader that moved: appends and reads follow it, subscriptions go on, nothing twice', async () => {
    const cluster = await standInCluster(3);
    const store = eventStoreDb({
      connectionString: cluster.connectionString,
      deadlines: shortDeadlines,
    });
    const messages = subscribed(store);
    const events = newEvents(4);
    for (const [at, event] of events.entries()) {
      expect(await store.append(stream('a'), at - 1, [event])()).toMatchObject(
        E.right({ revision: at }),
      );
      expect(ids(await collect(store.read(stream('a'))))).toHaveLength(at + 1);
      cluster.elect((at % 3) + 1);
    }
    expect(ids(await hear(messages, 4))).toEqual(ids(events));
    await store.close();
    await cluster.stop();
  });

  test('a leader that died: the survivors are asked who leads, and a fate that is unknown is settled by retrying', async () => {
    const cluster = await standInCluster(3);
    const store = eventStoreDb({
      connectionString: cluster.connectionString,
      deadlines: shortDeadlines,
    });
    expect(E.isRight(await store.append(stream('a'), NoStream, [newEvent()])())).toBe(true);
    cluster.node(1).faults.next('append').dropReply('after the commit');
    const event = newEvent();
    const doubt = unknown(await store.append(stream('a'), 0, [event])());
    cluster.node(1).kill();
    cluster.elect(2);
    expect(await doubt.retry()).toMatchObject(E.right({ revision: 1 }));
    expect(await store.append(stream('a'), 1, [newEvent()])()).toMatchObject(
      E.right({ revision: 2 }),
    );
    expect(await collect(store.read(stream('a')))).toHaveLength(3);
    await store.close();
    await cluster.stop();
  });

  test('an election: calls wait for the new leader as long as their deadline lets them', async () => {
    const cluster = await standInCluster(3);
    const store = eventStoreDb({ connectionString: cluster.connectionString });
    expect(E.isRight(await store.append(stream('a'), NoStream, [newEvent()])())).toBe(true);
    cluster.elect(undefined);
    const appended = store.append(stream('a'), 0, [newEvent()])();
    const read = collect(store.read(stream('a')));
    setTimeout(() => cluster.elect(2), 500);
    expect(await appended).toMatchObject(E.right({ revision: 1 }));
    expect(await read).not.toEqual([]);
    await store.close();
    await cluster.stop();
  });

  test('a leader that died, and is taken for alive until another one leads: calls wait for that', async () => {
    const cluster = await standInCluster(3);
    const store = eventStoreDb({ connectionString: cluster.connectionString });
    expect(E.isRight(await store.append(stream('a'), NoStream, [newEvent()])())).toBe(true);
    cluster.node(1).kill();
    const read = collect(store.read(stream('a')));
    const head = store.head();
    setTimeout(() => cluster.elect(undefined), 300);
    setTimeout(() => cluster.elect(2), 600);
    expect(await read).toHaveLength(1);
    expect(await head).toBeDefined();
    const event = newEvent();
    cluster.node(2).kill();
    setTimeout(() => cluster.elect(3), 300);
    let answer = await store.append(stream('a'), 0, [event])();
    if (E.isLeft(answer) && answer.left._tag === 'OutcomeUnknown') {
      answer = await answer.left.retry();
    }
    expect(answer).toMatchObject(E.right({ revision: 1 }));
    await store.close();
    await cluster.stop();
  });

  test('an election: an append that began later does not end with one whose time ran out', async () => {
    const cluster = await standInCluster(3);
    const { connectionString } = cluster;
    const store = eventStoreDb({ connectionString, deadlines: { appendMs: 2_000 } });
    cluster.elect(undefined);
    const earlier = store.append(stream('a'), NoStream, [newEvent()])();
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    const later = store.append(stream('b'), NoStream, [newEvent()])();
    expect(await earlier).toMatchObject(E.left({ _tag: 'StoreUnavailable' }));
    cluster.elect(2);
    expect(await later).toMatchObject(E.right({ revision: 0 }));
    await store.close();
    await cluster.stop();
  });

  test('a leader that does not answer: an append that began later does not end with one whose time ran out', async () => {
    const cluster = await standInCluster(3);
    const { connectionString } = cluster;
    const store = eventStoreDb({ connectionString, deadlines: { appendMs: 2_000 } });
    cluster.node(1).faults.next('readAll').hang();
    const earlier = store.append(stream('a'), NoStream, [newEvent()])();
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const later = store.append(stream('b'), NoStream, [newEvent()])();
    expect(await earlier).toMatchObject(E.left({ _tag: 'StoreUnavailable' }));
    expect(await later).toMatchObject(E.right({ revision: 0 }));
    await store.close();
    await cluster.stop();
  });

  test('no leader: nothing is written, and it says so', async () => {
    const cluster = await standInCluster(3);
    const store = eventStoreDb({
      connectionString: cluster.connectionString,
      deadlines: shortDeadlines,
    });
    cluster.elect(undefined);
    const answer = await store.append(stream('a'), NoStream, [newEvent()])();
    expect(answer).toMatchObject(E.left({ _tag: 'StoreUnavailable' }));
    cluster.elect(3);
    expect(E.isRight(await store.append(stream('a'), NoStream, [newEvent()])())).toBe(true);
    await store.close();
    await cluster.stop();
  });

  test(
    'a server that says it is not ready, or too busy, wrote nothing, and is asked again',
    withStores(async ({ server, store }) => {
      await store.head();
      expect(E.isRight(await store.append(stream('a'), NoStream, [newEvent()])())).toBe(true);
      for (const why of ['Server Is Not Ready', 'Server not ready', 'Server Is Too Busy']) {
        const event = newEvent();
        const expected = (await collect(store.read(stream('a')))).length - 1;
        server.faults.next('append').refuse(why);
        server.faults.next('read').refuse(why);
        expect(await store.append(stream('a'), expected, [event])()).toMatchObject(
          E.right({ revision: expected + 1 }),
        );
        expect((await collect(store.read(stream('a')))).at(-1)?.id).toBe(event.id);
      }
      server.faults.next('append').refuse('some other words');
      expect(await store.append(stream('a'), 3, [newEvent()])()).toMatchObject(
        E.left({ _tag: 'OutcomeUnknown', reason: 'some other words' }),
      );
    }),
  );

  test(
    'two stores: one that hangs, breaks or closes is nothing to the other',
    withStores(async ({ server, store, another }) => {
      const proxy = await tcpProxy(server);
      const failing = another(proxy.through(server.connectionString));
      const sound = subscribed(store);
      const blamed = subscribed(failing);
      await Promise.all(
        [store, failing].map((each, at) => each.append(stream(`s${at}`), NoStream, [newEvent()])()),
      );
      expect(await hear(sound, 2)).toHaveLength(2);
      expect(await hear(blamed, 2)).toHaveLength(2);
      for (const harm of [proxy.cut, proxy.blackHole, () => failing.close()]) {
        const theirs = failing.append(stream('s1'), 0, [newEvent()])();
        await Promise.resolve(harm());
        const revision = (await collect(store.read(stream('s0')))).length;
        expect(await store.append(stream('s0'), revision - 1, [newEvent()])()).toMatchObject(
          E.right({ revision }),
        );
        await theirs;
      }
      const mine = await collect(store.read(stream('s0')));
      const heard = await hear(sound, 3 + (await collect(store.read(stream('s1')))).length - 1);
      expect(ids(heard.filter(({ stream: name }) => name === stream('s0')))).toEqual(
        ids(mine).slice(1),
      );
      blamed.next().catch(() => undefined);
      await proxy.close();
    }),
  );
});
