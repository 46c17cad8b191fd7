import { connect } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import { EventStoreDBClient } from '@eventstore/db-client';
import { standInProcess, tcpProxy } from '@partner-incentives/eventstoredb/testing';
import { listenTo } from './subscribed.js';
import { collect, counted, countedTo, plain, rejection, withServer } from './with-server.js';

const unavailable = { type: 'unavailable', code: 14 };
const impatient = { deadline: 300, ...plain };

const connected = (port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', resolve).on('error', reject);
    socket.unref();
  });

describe('a stand-in that dies', () => {
  test(
    'drops its connections as a killed process does, and has its events when it lives again on the same port',
    withServer(async ({ server, client }) => {
      await client.appendToStream('a-1', countedTo(3), plain);
      const told = listenTo(client.subscribeToStream('a-1'));
      await told.hears('caught up');
      server.kill();
      await told.hears('failed');
      expect(told.error()).toMatchObject(unavailable);
      const sent = client.appendToStream('a-1', counted(3), plain);
      expect(await rejection(sent)).toMatchObject(unavailable);
      await server.restart();
      await client.appendToStream('a-1', counted(3), plain);
      expect(await collect(client.readStream('a-1'))).toHaveLength(4);
    }),
  );

  test(
    'when it stops, refuses new connections at once and breaks subscriptions after a while with code 13',
    withServer(async ({ server, client }) => {
      await client.appendToStream('a-1', countedTo(1), plain);
      const told = listenTo(client.subscribeToStream('a-1'));
      await told.hears('caught up');
      const stopped = server.stop(150);
      expect(await rejection(connected(server.port))).toMatchObject({ code: 'ECONNREFUSED' });
      expect(told.lines.at(-1)).toBe('caught up');
      await told.hears('failed');
      expect(told.error()).toMatchObject({ type: 'unknown', code: 13 });
      await stopped;
    }),
  );

  test(
    'can lose its connections only',
    withServer(async ({ server, client }) => {
      const told = listenTo(client.subscribeToStream('a-1'));
      await told.hears('confirmed');
      server.cutConnections();
      await told.hears('failed');
      expect(told.error()).toMatchObject(unavailable);
      await client.appendToStream('a-1', counted(0), plain);
    }),
  );
});

describe('a stand-in in a process of its own', () => {
  test('is silent while it is frozen, and keeps what it has acknowledged when it is killed', async () => {
    const server = await standInProcess();
    const client = EventStoreDBClient.connectionString(server.connectionString);
    try {
      const events = countedTo(3);
      const first = await client.appendToStream('a-1', events, plain);
      server.freeze();
      const sent = client.appendToStream('a-1', counted(3), impatient);
      expect(await rejection(sent)).toMatchObject({ type: 'deadline-exceeded' });
      server.thaw();
      await server.kill();
      expect(await rejection(collect(client.readStream('a-1')))).toMatchObject(unavailable);
      await server.restart();
      const again = await client.appendToStream('a-1', events, {
        expectedRevision: 'no_stream',
        ...plain,
      });
      expect(again).toEqual(first);
      await server.restart('lost');
      await rejection(collect(client.readStream('a-1')));
      expect(await rejection(collect(client.readStream('a-1')))).toMatchObject({
        type: 'stream-not-found',
      });
    } finally {
      await client.dispose();
      await server.stop();
    }
  });
});

describe('a proxy before a stand-in', () => {
  test(
    'cuts, refuses, swallows and delays, and heals',
    withServer(async ({ server }) => {
      const proxy = await tcpProxy(server);
      const client = EventStoreDBClient.connectionString(proxy.through(server.connectionString));
      try {
        const append = (n: number) => client.appendToStream('a-1', counted(n), impatient);
        await append(0);
        expect(proxy.connections()).toBe(1);

        const told = listenTo(client.subscribeToStream('a-1'));
        await told.hears('caught up');
        proxy.cut();
        await told.hears('failed');
        expect(told.error()).toMatchObject(unavailable);
        await append(1);

        await proxy.refuse();
        await append(2);
        proxy.cut();
        expect(await rejection(append(3))).toMatchObject(unavailable);
        expect(await rejection(append(3))).toMatchObject(unavailable);
        await proxy.heal();
        await append(3);

        proxy.blackHole();
        expect(await rejection(append(4))).toMatchObject({ type: 'deadline-exceeded' });
        await proxy.heal();
        await append(5);

        proxy.delay(40);
        const begun = performance.now();
        await append(6);
        // A lower bound: a slow machine cannot break it.
        expect(performance.now() - begun).toBeGreaterThan(75);
      } finally {
        await client.dispose();
        await proxy.close();
      }
    }),
  );
});
