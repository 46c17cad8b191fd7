import { describe, expect, test } from '@jest/globals';
import * as E from 'fp-ts/lib/Either.js';
import type { Position, RecordedEvent } from '../src/envelope.js';
import { type EventStore, NoStream, type SubscriptionMessage } from '../src/event-store.js';
import { inMemoryEventStore } from '../src/in-memory-event-store.js';
import { inMemoryLog } from '../src/in-memory-log.js';
import type { StreamName } from '../src/stream-name.js';
import { newEvent, newEvents } from '../src/testing/contract/new-event.js';
import { streamIn } from '../src/testing/contract/stream-in.js';
import { toArray } from './broken-stores/streams.js';

const stream = streamIn('counter', '1');

describe('the in-memory store, beyond the contract of every store', () => {
  test('is empty at first: no head, nothing to read, caught up at once', async () => {
    const store = inMemoryEventStore();
    expect(await store.head()).toBeUndefined();
    expect(await toArray(store.readAll())).toEqual([]);
    const messages = listen(store);
    expect(await messages.next()).toEqual({ done: false, value: { _tag: 'CaughtUp' } });
  });

  test('reads everything from the beginning where no position is given', async () => {
    const store = await holding(3);
    expect(revisions(await toArray(store.readAll()))).toEqual([0, 1, 2]);
  });

  test('ends a read where the stream ended when it was asked for', async () => {
    const store = await holding(2);
    const read: RecordedEvent[] = [];
    for await (const event of store.read(stream)) {
      read.push(event);
      await write(store, stream, event.revision + 1);
    }
    expect(revisions(read)).toEqual([0, 1]);
    const all: RecordedEvent[] = [];
    for await (const event of store.readAll()) {
      all.push(event);
      await write(store, stream, 2 + all.length);
    }
    expect(revisions(all)).toEqual([0, 1, 2, 3]);
  });

  test('refuses a position that none of its events has', async () => {
    const store = await holding(1);
    const from = 'elsewhere' as Position;
    expect(() => store.readAll({ from })).toThrow(RangeError);
  });

  test('shares its events with every store on the same log, and with no other', async () => {
    const log = inMemoryLog();
    const [one, two, other] = [
      inMemoryEventStore({ log }),
      inMemoryEventStore({ log }),
      inMemoryEventStore(),
    ];
    await write(one, stream, NoStream);
    expect(await toArray(two.read(stream))).toHaveLength(1);
    expect(await toArray(other.read(stream))).toEqual([]);
  });

  test('freezes what it was given, so that a late change is an error at its place', async () => {
    const store = inMemoryEventStore();
    const data = { list: [{ deep: 1 }] };
    await store.append(stream, NoStream, [newEvent({ data })])();
    expect(() => data.list.push({ deep: 2 })).toThrow(TypeError);
    const [read] = await toArray(store.read(stream));
    expect(Object.isFrozen(read)).toBe(true);
    expect(read?.data).toBe(data);
  });

  test('answers several steps asked for at once in their order', async () => {
    const store = await holding(2);
    const messages = listen(store);
    const steps = [1, 2, 3, 4].map(() => messages.next());
    await write(store, stream, 1);
    const told = await Promise.all(steps);
    expect(told.map(describeStep)).toEqual(['0', '1', 'CaughtUp', '2']);
  });

  test('lets a step that waits end when its subscription is left', async () => {
    const store = inMemoryEventStore();
    const messages = listen(store);
    await messages.next();
    const waiting = messages.next();
    await messages.return?.();
    expect(await waiting).toEqual({ done: true, value: undefined });
  });

  test('drops each step that waits only once, then is over', async () => {
    const store = inMemoryEventStore();
    const messages = listen(store);
    await messages.next();
    await Promise.all([
      expect(messages.next()).rejects.toThrow('the store was closed'),
      store.close(),
    ]);
    expect(await messages.next()).toEqual({ done: true, value: undefined });
  });

  test('says where it is at least every thousand events that a filter skips', async () => {
    const store = inMemoryEventStore();
    for (let at = NoStream; at < 40 * 64 - 1; at += 64) {
      await store.append(stream, at, newEvents(64))();
    }
    const messages = store.subscribe({
      filter: { categories: ['other'] },
      signal: new AbortController().signal,
    });
    const told: string[] = [];
    for await (const message of messages) {
      told.push(describeMessage(message));
      if (message._tag === 'CaughtUp') break;
    }
    expect(told).toEqual(['Checkpoint', 'Checkpoint', 'Checkpoint', 'CaughtUp']);
  });

  test('leaves no watcher on its log when subscriptions end, whichever way', async () => {
    const plain = inMemoryLog();
    let watching = 0;
    const log: typeof plain = {
      ...plain,
      watch: (onRecorded) => {
        watching++;
        const unwatch = plain.watch(onRecorded);
        let ended = false;
        return () => {
          if (!ended) watching--;
          ended = true;
          unwatch();
        };
      },
    };
    const store = inMemoryEventStore({ log });
    const leaving = new AbortController();
    const [left, ,] = [listen(store), listen(store, leaving.signal), listen(store)];
    expect(watching).toBe(3);
    await left.return?.();
    expect(watching).toBe(2);
    leaving.abort();
    expect(watching).toBe(1);
    await store.close();
    expect(watching).toBe(0);
  });
});

const listen = (
  store: EventStore,
  signal = new AbortController().signal,
): AsyncIterator<SubscriptionMessage> => store.subscribe({ signal })[Symbol.asyncIterator]();

const holding = async (count: number): Promise<EventStore> => {
  const store = inMemoryEventStore();
  await store.append(stream, NoStream, newEvents(count))();
  return store;
};

const write = async (store: EventStore, name: StreamName, expected: number): Promise<void> => {
  expect(E.isRight(await store.append(name, expected, [newEvent()])())).toBe(true);
};

const revisions = (events: ReadonlyArray<RecordedEvent>): ReadonlyArray<number> =>
  events.map(({ revision }) => revision);

const describeStep = (step: IteratorResult<SubscriptionMessage>): string =>
  step.done === true ? 'over' : describeMessage(step.value);

const describeMessage = (message: SubscriptionMessage): string =>
  message._tag === 'Event' ? String(message.event.revision) : message._tag;
