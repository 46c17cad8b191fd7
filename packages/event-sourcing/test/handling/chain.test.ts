import { describe, expect, test } from '@jest/globals';
import {
  chainLink,
  chainSeed,
  inMemoryEventStore,
  type EventStore,
  type Metadata,
  type NewEvent,
  type RecordedEvent,
  type StreamName,
} from '../../src/index.js';
import { command, deposit, handlerOn, purseOf, recordedIn, withdraw } from './purses.js';

/** The first revision of a stream whose link is not what it should be. */
const firstBadIn = (events: ReadonlyArray<RecordedEvent>, stream: StreamName) => {
  let link = chainSeed(stream);
  for (const [revision, recorded] of events.entries()) {
    const { chain, ...metadata } = recorded.metadata as Metadata;
    if (chain !== chainLink(link, stream, revision, { ...recorded, metadata })) return revision;
    link = chain;
  }
  return undefined;
};

const written = async (): Promise<EventStore> => {
  const store = inMemoryEventStore();
  // Three processes take turns.
  const handlers = [handlerOn(store), handlerOn(store), handlerOn(store)];
  for (let n = 0; n < 9; n++) {
    await handlers[n % 3]?.(command(`c${n}`, deposit('p', 200)), {});
    await handlers[n % 3]?.(command(`w${n}`, withdraw('p', 101)), {});
    await handlers[n % 3]?.(command(`q${n}`, deposit('q', 1)), {});
  }
  await handlers[0]?.(command('refused', withdraw('q', 1000)), {});
  return store;
};

describe('the chain of a stream (architecture §4)', () => {
  test('holds in every stream, refusals included, whichever process wrote', async () => {
    const store = await written();
    const streams = new Set((await recordedIn(store)).map(({ stream }) => stream));
    expect(streams.size).toBe(3);
    for (const stream of streams) {
      expect(firstBadIn(await recordedIn(store, stream), stream)).toBeUndefined();
    }
  });

  test('survives a copy into another store, where positions are others', async () => {
    const store = await written();
    const copy = inMemoryEventStore();
    for (const stream of [purseOf('q'), purseOf('p')]) {
      for (const { revision, ...event } of await recordedIn(store, stream)) {
        // As bytes, the way a copy travels.
        const read = JSON.parse(JSON.stringify(event)) as NewEvent;
        await copy.append(stream, revision - 1, [read])();
      }
      const copied = await recordedIn(copy, stream);
      expect(firstBadIn(copied, stream)).toBeUndefined();
      const original = await recordedIn(store, stream);
      expect(copied.map(({ position }) => position)).not.toEqual(
        original.map(({ position }) => position),
      );
    }
    // And goes on from there.
    await handlerOn(copy)(command('on', deposit('q', 1)), {});
    expect(firstBadIn(await recordedIn(copy, purseOf('q')), purseOf('q'))).toBeUndefined();
  });

  const changes: ReadonlyArray<readonly [string, (event: RecordedEvent) => Partial<NewEvent>]> = [
    ['its data', ({ data }) => ({ data: { ...(data as object), amount: 1_000_000 } })],
    ['its type', () => ({ type: 'FeeTaken' })],
    ['its id', () => ({ id: '4b5a7eb9-da83-5ba1-90de-82dde0b59965' })],
    ['its schema version', () => ({ schemaVersion: 2 })],
    ['who did it', ({ metadata }) => ({ metadata: { ...(metadata as Metadata), actor: 'tom' } })],
    ['a key more', ({ metadata }) => ({ metadata: { ...(metadata as Metadata), more: 1 } })],
  ];
  test.each(changes)('shows at the very event where somebody changed %s', async (_what, change) => {
    const events = await recordedIn(await written(), purseOf('p'));
    for (const [at, event] of events.entries()) {
      const changed = events.with(at, { ...event, ...change(event) });
      // A fee is what it was.
      if (JSON.stringify(changed[at]) === JSON.stringify(event)) continue;
      expect(firstBadIn(changed, purseOf('p'))).toBe(at);
    }
  });

  test('shows an event left out, put in or in another place', async () => {
    const events = await recordedIn(await written(), purseOf('p'));
    expect(firstBadIn(events.toSpliced(3, 1), purseOf('p'))).toBe(3);
    expect(firstBadIn(events.toSpliced(3, 0, events[2] as RecordedEvent), purseOf('p'))).toBe(3);
    const [first, second, ...rest] = events as [RecordedEvent, RecordedEvent, ...RecordedEvent[]];
    expect(firstBadIn([second, first, ...rest], purseOf('p'))).toBe(0);
    expect(firstBadIn(events, purseOf('q'))).toBe(0);
  });
});
