import { describe, expect, test } from '@jest/globals';
import { EventStoreDBClient, START } from '@eventstore/db-client';
import { listenTo } from './subscribed.js';
import {
  collect,
  counted,
  countedTo,
  plain,
  rejection,
  type Subject,
  withServer,
} from './with-server.js';

const unavailable = { type: 'unavailable' };
const late = { deadline: 300, ...plain };
const stored = ({ server }: Subject): number =>
  server.events().filter(({ stream }) => stream === 'a-1').length;

describe('a planned fault of an append', () => {
  test.each([
    { when: 'before the write', written: 0 },
    { when: 'after the write', written: 2 },
    { when: 'after the commit', written: 2 },
    { when: 'in the answer', written: 2 },
  ] as const)('loses the reply $when, with $written events written', ({ when, written }) =>
    withServer(async (subject) => {
      const { server, client } = subject;
      const events = countedTo(2);
      server.faults.next('append').dropReply(when);
      const lost = await rejection(client.appendToStream('a-1', events, plain));
      expect(lost).toMatchObject({ ...unavailable, message: expect.stringContaining('dropped') });
      expect(stored(subject)).toBe(written);
      const again = await client.appendToStream('a-1', events, {
        expectedRevision: 'no_stream',
        ...plain,
      });
      expect(again.nextExpectedRevision).toBe(1n);
      expect(stored(subject)).toBe(2);
    })(),
  );

  test(
    'refuses it, and nothing is written',
    withServer(async (subject) => {
      const { server, client } = subject;
      server.faults.nth(2, 'append').refuse('Server Is Too Busy');
      await client.appendToStream('a-1', counted(0), plain);
      const refused = await rejection(client.appendToStream('a-1', counted(1), plain));
      expect(refused).toMatchObject({ ...unavailable, message: expect.stringContaining('Busy') });
      expect(stored(subject)).toBe(1);
      expect(server.faults.struck).toBe(1);
    }),
  );

  test(
    'never answers it: nothing is written if it hangs, everything if it hangs after the commit',
    withServer(async (subject) => {
      const { server, client } = subject;
      server.faults.next('append').hang();
      server.faults.nth(2, 'append').hangAfterTheCommit();
      const exceeded = { type: 'deadline-exceeded' };
      expect(await rejection(client.appendToStream('a-1', counted(0), late))).toMatchObject(
        exceeded,
      );
      expect(stored(subject)).toBe(0);
      expect(await rejection(client.appendToStream('a-1', counted(0), late))).toMatchObject(
        exceeded,
      );
      expect(stored(subject)).toBe(1);
    }),
  );

  test(
    'answers it late, with a timeout though it is written, with bytes that are no message, with another leader, or with any error',
    withServer(async (subject) => {
      const { server, client } = subject;
      const append = () => client.appendToStream('a-1', counted(0), plain);
      server.faults.next('append').delayReply(30);
      server.faults.nth(2, 'append').timeOut();
      server.faults.nth(3, 'append').garble();
      server.faults.nth(5, 'append').failWith('UNAUTHENTICATED', 'Who?');
      server.faults.nth(4, 'append').sayNotLeader({ host: '127.0.0.1', port: server.port });
      const begun = performance.now();
      await append();
      // A lower bound: a slow machine cannot break it.
      expect(performance.now() - begun).toBeGreaterThan(25);
      expect(await rejection(append())).toMatchObject({ type: 'timeout', code: 10 });
      expect(stored(subject)).toBe(2);
      expect(await rejection(append())).toMatchObject({ type: 'unknown', code: 13 });
      expect(await rejection(append())).toMatchObject({
        type: 'not-leader',
        leader: { address: '127.0.0.1', port: server.port },
      });
      expect(await rejection(append())).toMatchObject({ type: 'access-denied', code: 16 });
    }),
  );

  test(
    'in a batch fails what else is under way on the call',
    withServer(async ({ server, client }) => {
      const append = () => client.appendToStream('a-1', counted(0));
      await append();
      server.faults.next('batchAppend').dropReply('after the commit');
      const release = server.holdCommits();
      const both = Promise.allSettled([append(), append()]);
      setTimeout(release, 30);
      expect((await both).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    }),
  );
});

describe('a planned fault of a read', () => {
  test(
    'stops it half-way: cut, ended as if it were all, unreadable, refused as too slow, or silent',
    withServer(async ({ server, client }) => {
      await client.appendToStream('a-1', countedTo(10), plain);
      const { faults } = server;
      const read = async () => {
        const seen: unknown[] = [];
        const error = await (async () => {
          for await (const { event } of client.readStream('a-1')) seen.push(event?.data);
          return undefined;
        })().catch((reason: unknown) => reason);
        return { seen: seen.length, error };
      };
      faults.next('read').after(4).end();
      expect(await read()).toEqual({ seen: 4, error: undefined });
      faults.next('read').after(4).garble();
      expect(await read()).toMatchObject({ error: { code: 13 } });
      faults.next('read').after(4).overflow();
      expect(await read()).toMatchObject({ error: { type: 'timeout' } });
      faults.next('read').after(4).cut();
      expect(await read()).toMatchObject({ error: unavailable });
      faults.next('read').refuse();
      expect(await read()).toMatchObject({ seen: 0, error: unavailable });
      expect(await read()).toEqual({ seen: 10, error: undefined });

      faults.next('read').after(4).hang();
      const silent = client.readStream('a-1')[Symbol.asyncIterator]();
      for (let each = 0; each < 4; each++) await silent.next();
      const fifth = Promise.race([
        silent.next(),
        new Promise((resolve) => setTimeout(resolve, 100)),
      ]);
      expect(await fifth).toBeUndefined();
    }),
  );

  test(
    'strikes a read of everything apart from one of a stream',
    withServer(async ({ server, client }) => {
      await client.appendToStream('a-1', countedTo(1), plain);
      server.faults.every('readAll').refuse();
      expect(await collect(client.readStream('a-1'))).toHaveLength(1);
      expect(await rejection(collect(client.readAll()))).toMatchObject(unavailable);
      server.faults.clear();
      expect((await collect(client.readAll())).length).toBeGreaterThan(1);
    }),
  );
});

describe('a planned fault of a subscription', () => {
  /** What a subscriber hears whose subscription is struck after three events. */
  const fell = async ({ client }: Subject, plan: () => void) => {
    plan();
    const told = listenTo(client.subscribeToStream('a-1'));
    await told.hears('failed', 'ended');
    return { ...told, error: told.error() };
  };

  test(
    'drops it after so many events, in one of the ways the real one does',
    withServer(async (subject) => {
      await subject.client.appendToStream('a-1', countedTo(10), plain);
      const next = () => subject.server.faults.next('subscribe').after(3);
      const ended = await fell(subject, () => next().end());
      expect(ended.events()).toHaveLength(3);
      expect(ended.lines.at(-1)).toBe('ended');
      expect(await fell(subject, () => next().overflow())).toMatchObject({
        error: { type: 'timeout', code: 10, message: expect.stringContaining('Consumer too slow') },
      });
      expect(await fell(subject, () => next().garble())).toMatchObject({ error: { code: 13 } });
      expect(await fell(subject, () => next().cut())).toMatchObject({ error: unavailable });
      const again = listenTo(subject.client.subscribeToAll({ fromPosition: START }));
      await again.hears('caught up');
    }),
  );
});

describe('the plan of faults', () => {
  test(
    'strikes the same calls in every run with the same seed',
    withServer(async ({ server, client }) => {
      const struck = async (seed: number) => {
        server.faults.some('append', { probability: 0.4, seed }).refuse();
        const results: string[] = [];
        for (let call = 0; call < 30; call++) {
          const sent = client.appendToStream('a-1', counted(call), plain);
          results.push(
            await sent.then(
              () => '.',
              () => 'x',
            ),
          );
        }
        server.faults.clear();
        return results.join('');
      };
      const first = await struck(7);
      expect(first).toMatch(/x.*\.|\..*x/);
      expect(await struck(7)).toBe(first);
      expect(await struck(8)).not.toBe(first);
    }),
  );

  test(
    'strikes what a client asks before it works: features and gossip',
    withServer(async ({ server, client }) => {
      server.faults.next('features').refuse();
      const append = () => client.appendToStream('a-1', counted(0));
      expect(await rejection(append())).toMatchObject({ code: 14 });
      await append();
      const seeds = `esdb://127.0.0.1:${server.port},127.0.0.1:${server.port}?tls=false`;
      const seeking = EventStoreDBClient.connectionString(
        `${seeds}&maxDiscoverAttempts=1&discoveryInterval=1`,
      );
      server.faults.every('gossip').refuse();
      expect(String(await rejection(seeking.appendToStream('a-1', counted(0), plain)))).toContain(
        'Failed to discover',
      );
      await seeking.dispose();
    }),
  );
});
