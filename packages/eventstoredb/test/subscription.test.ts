import { NoStream, type Position } from '@partner-incentives/event-sourcing';
import { eventStoreDb } from '@partner-incentives/eventstoredb';
import { standInProcess } from '@partner-incentives/eventstoredb/testing';
import { describe, expect, jest, test } from '@jest/globals';
import * as E from 'fp-ts/lib/Either.js';
import {
  hear,
  ids,
  newEvent,
  newEvents,
  rejection,
  stream,
  subscribed,
  until,
  withStores,
} from './with-stores.js';

// For a machine that is busy; a deadline to catch what hangs.
jest.setTimeout(60_000);

const quick = { silenceMs: 50 };

describe('a subscription', () => {
  test(
    'says that it caught up after each new beginning, and tells nothing twice',
    withStores(async ({ server, store, another }) => {
      await store.append(stream('a'), NoStream, newEvents(2))();
      server.faults.nth(1, 'subscribe').after(1).cut();
      server.faults.nth(2, 'subscribe').after(1).end();
      const messages = subscribed(store);
      const heard: string[] = [];
      while (heard.filter((tag) => tag === 'CaughtUp').length < 1) {
        const step = await messages.next();
        if (step.done !== true) heard.push(step.value._tag);
      }
      expect(heard.filter((tag) => tag === 'Event')).toHaveLength(2);
      server.cutConnections();
      await another().append(stream('a'), 1, [newEvent()])();
      expect(await hear(messages, 1)).toHaveLength(1);
      for (let step = await messages.next(); ; step = await messages.next()) {
        if (step.done !== true && step.value._tag === 'CaughtUp') break;
      }
    }),
  );

  test(
    'knows when it caught up up to where: what others wrote before is behind its checkpoint',
    withStores(async ({ store }) => {
      await store.append(stream('a'), NoStream, newEvents(1))();
      await store.append(stream('o', 'other'), NoStream, newEvents(3))();
      const head = await store.head();
      const messages = subscribed(store);
      const told: Array<Position | undefined> = [];
      for (;;) {
        const step = await messages.next();
        if (step.done === true || step.value._tag === 'CaughtUp') break;
        told.push(step.value._tag === 'Checkpoint' ? step.value.position : undefined);
      }
      expect(told.at(-1)).toBe(head);
    }),
  );

  test(
    'that hears nothing asks, and moves its checkpoint where there was nothing to hear',
    withStores(
      async ({ store }) => {
        const messages = subscribed(store);
        for (let step = await messages.next(); ; step = await messages.next()) {
          if (step.done !== true && step.value._tag === 'CaughtUp') break;
        }
        await store.append(stream('o', 'other'), NoStream, newEvents(3))();
        const head = await store.head();
        const step = await messages.next();
        expect(step.value).toEqual({ _tag: 'Checkpoint', position: head });
      },
      { deadlines: quick },
    ),
  );

  test(
    'that went silent on a sound connection is noticed, and goes on',
    withStores(
      async ({ server, store }) => {
        server.faults.nth(1, 'subscribe').after(1).hang();
        const messages = subscribed(store);
        const events = newEvents(3);
        await store.append(stream('a'), NoStream, events)();
        expect(ids(await hear(messages, 3))).toEqual(ids(events));
        expect(server.served('subscribe')).toBeGreaterThan(1);
      },
      { deadlines: quick },
    ),
  );

  test(
    'is dropped by nothing but a history that goes backwards',
    withStores(async ({ another }) => {
      const server = await standInProcess();
      const other = another(server.connectionString);
      const messages = subscribed(other);
      await other.append(stream('a'), NoStream, newEvents(64))();
      expect(await hear(messages, 64)).toHaveLength(64);
      await server.restart('lost');
      const event = newEvent();
      await until(async () => E.isRight(await other.append(stream('b'), NoStream, [event])()));
      expect(await rejection(hear(messages, 1))).toMatchObject({
        _tag: 'SubscriptionDropped',
        reason: expect.stringMatching(/^the history went backwards/),
      });
      await server.stop();
    }),
  );

  test(
    'goes on from an event that was scavenged meanwhile, and misses nothing',
    withStores(async ({ server, store, bare }) => {
      await store.append(stream('gone', 'other'), NoStream, newEvents(1))();
      const place = await store.head();
      const events = newEvents(2);
      await store.append(stream('a'), NoStream, events)();
      await store.append(stream('gone', 'other'), 0, newEvents(1))();
      await bare.deleteStream('other-gone');
      server.scavenge();
      expect(ids(await hear(subscribed(store, place), 2))).toEqual(ids(events));
      const [first] = await hear(subscribed(store), 1);
      expect(ids(await hear(subscribed(store, first?.position), 1))).toEqual(ids(events).slice(1));
    }),
  );

  test(
    'holds back the server while its consumer rests',
    withStores(async ({ server, store }) => {
      const pad = 'x'.repeat(30_000);
      for (let append = 0; append < 40; append++) {
        const [first, ...rest] = Array.from({ length: 16 }, () => newEvent({ data: { pad } }));
        if (first) await store.append(stream('a'), append * 16 - 1, [first, ...rest])();
      }
      const messages = subscribed(store);
      await hear(messages, 1);
      await until(() => server.open('subscribe') === 1);
      // 19 MB are there: no more is sent than the buffers of both sides hold, and the call stays open.
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(server.open('subscribe')).toBe(1);
      expect(await hear(messages, 639)).toHaveLength(639);
      expect(server.served('subscribe')).toBe(1);
    }),
  );

  test('refuses a position of another kind of store at once', () => {
    const store = eventStoreDb({ connectionString: 'esdb://127.0.0.1:1?tls=false' });
    expect(() => subscribed(store, '0000000000000001' as Position)).toThrow(RangeError);
    expect(() => store.readAll({ from: 'abc' as Position })).toThrow(RangeError);
  });
});
