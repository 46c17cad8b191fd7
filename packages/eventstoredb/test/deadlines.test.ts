import { createServer, type Server, type Socket } from 'node:net';
import { type EventStore, NoStream } from '@partner-incentives/event-sourcing';
import { eventStoreDb } from '@partner-incentives/eventstoredb';
import { standInProcess, standInServer, tcpProxy } from '@partner-incentives/eventstoredb/testing';
import { describe, expect, jest, test } from '@jest/globals';
import * as E from 'fp-ts/lib/Either.js';
import { collect, hear, newEvent, rejection, stream, subscribed } from './with-stores.js';

// For a machine that is busy; a deadline to catch what hangs.
jest.setTimeout(60_000);

const deadlineMs = 400;
/** A second more, and what a busy machine takes. */
const settlesWithinMs = deadlineMs + 1_000 + 500;

const storeOn = (connectionString: string): EventStore =>
  eventStoreDb({
    connectionString,
    deadlines: { appendMs: deadlineMs, readMs: deadlineMs, silenceMs: deadlineMs },
  });

const timed = async (call: () => Promise<unknown>): Promise<unknown> => {
  const began = performance.now();
  const outcome = await call();
  const took = performance.now() - began;
  if (took > settlesWithinMs) throw new Error(`It took ${Math.round(took)} ms.`);
  return outcome;
};

/** Every call there is, one after another, and what became of each. */
const everyCall = async (store: EventStore) => ({
  append: await timed(store.append(stream('a'), NoStream, [newEvent()])),
  read: await timed(() => rejection(collect(store.read(stream('a'))))),
  backwards: await timed(() =>
    rejection(collect(store.read(stream('a'), { direction: 'backwards', from: 3 }))),
  ),
  readAll: await timed(() => rejection(collect(store.readAll()))),
  head: await timed(() => rejection(store.head())),
});

const unavailable = expect.objectContaining({ _tag: 'StoreUnavailable' });
const allUnavailable = {
  append: E.left(unavailable),
  read: unavailable,
  backwards: unavailable,
  readAll: unavailable,
  head: unavailable,
};

const listening = (onConnection: (socket: Socket) => void): Promise<Server> =>
  new Promise((resolve) => {
    const server = createServer(onConnection).listen(0, '127.0.0.1', () => resolve(server));
  });

const portOf = (server: Server): number => {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
};

describe('every call settles within its deadline and a second', () => {
  test('where nobody listens: at once, and nothing was written', async () => {
    const closed = await listening(() => undefined);
    const port = portOf(closed);
    closed.close();
    const store = storeOn(`esdb://127.0.0.1:${port}?tls=false`);
    expect(await everyCall(store)).toEqual(allUnavailable);
    await store.close();
  });

  test('where connections are accepted and never answered', async () => {
    const sockets: Socket[] = [];
    const mute = await listening((socket) => sockets.push(socket));
    const store = storeOn(`esdb://127.0.0.1:${portOf(mute)}?tls=false`);
    expect(await everyCall(store)).toEqual(allUnavailable);
    await store.close();
    for (const socket of sockets) socket.destroy();
    mute.close();
  });

  test('where what answers is no EventStoreDB', async () => {
    const other = await listening((socket) => {
      socket.on('error', () => undefined);
      socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
    });
    const store = storeOn(`esdb://127.0.0.1:${portOf(other)}?tls=false`);
    expect(await everyCall(store)).toEqual(allUnavailable);
    await store.close();
    other.close();
  });

  test('where seeds of a cluster are not there', async () => {
    const store = storeOn('esdb://127.0.0.1:1,127.0.0.1:2?tls=false&discoveryInterval=10');
    expect(await everyCall(store)).toEqual(allUnavailable);
    await store.close();
  });

  test('behind a black hole, and the next call works once it is gone', async () => {
    const server = await standInServer();
    const proxy = await tcpProxy(server);
    const store = storeOn(proxy.through(server.connectionString));
    expect(E.isRight(await store.append(stream('b'), NoStream, [newEvent()])())).toBe(true);
    proxy.blackHole();
    expect(await everyCall(store)).toEqual({
      ...allUnavailable,
      append: E.left(expect.objectContaining({ _tag: 'OutcomeUnknown' })),
    });
    await proxy.heal();
    expect(await store.append(stream('b'), 0, [newEvent()])()).toMatchObject(
      E.right({ revision: 1 }),
    );
    await store.close();
    await proxy.close();
    await server.stop();
  });

  test('on a server that is stopped by SIGSTOP, and the next call works once it goes on', async () => {
    const server = await standInProcess();
    const store = storeOn(server.connectionString);
    expect(E.isRight(await store.append(stream('b'), NoStream, [newEvent()])())).toBe(true);
    const messages = subscribed(store);
    expect(await hear(messages, 1)).toHaveLength(1);
    server.freeze();
    const pending = hear(messages, 1);
    expect(await everyCall(store)).toEqual({
      ...allUnavailable,
      append: E.left(expect.objectContaining({ _tag: 'OutcomeUnknown' })),
    });
    server.thaw();
    const next = newEvent();
    expect(await store.append(stream('b'), 0, [next])()).toMatchObject(E.right({ revision: 1 }));
    // What was sent to the stopped server may have been written since: it is an event like others.
    const heard = [...(await pending)];
    while (!heard.some(({ id }) => id === next.id)) heard.push(...(await hear(messages, 1)));
    await store.close();
    await server.stop();
  });

  test('on a server that hangs over one kind of call only', async () => {
    const server = await standInServer();
    const store = storeOn(server.connectionString);
    expect(E.isRight(await store.append(stream('b'), NoStream, [newEvent()])())).toBe(true);
    for (const rpc of ['append', 'read', 'readAll'] as const) server.faults.every(rpc).hang();
    expect(await everyCall(store)).toEqual({
      ...allUnavailable,
      append: E.left(expect.objectContaining({ _tag: 'OutcomeUnknown' })),
    });
    server.faults.clear();
    server.faults.every('readAll').after(1).hang();
    expect(await timed(() => rejection(collect(store.readAll())))).toMatchObject({
      _tag: 'StoreUnavailable',
    });
    await store.close();
    await server.stop();
  });
});
