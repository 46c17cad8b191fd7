import { describe, expect, test } from '@jest/globals';
import {
  inMemoryCheckpoints,
  inMemoryEventStore,
  type EventStore,
  type StreamName,
} from '@partner-incentives/event-sourcing';
import * as E from 'fp-ts/lib/Either.js';
import { checkpointsOf } from '../../src/store/checkpoints-of.js';
import { seenHistory } from '../../src/store/seen-history.js';

const stream = 'program-P' as StreamName;
const idOf = (n: number): string => `00000000-0000-4000-8000-00000000000${String(n)}`;

/** Events with the ids that a history played again would have. */
const append = async (store: EventStore, revision: number, recordedAt = 'then'): Promise<void> => {
  const event = { id: idOf(revision), type: 'Told', schemaVersion: 1, data: {} };
  const appended = await store.append(stream, revision - 1, [
    { ...event, metadata: { recordedAt } },
  ])();
  expect(E.isRight(appended)).toBe(true);
};

const storeOf = async (events: number, recordedAt?: string): Promise<EventStore> => {
  const store = inMemoryEventStore();
  for (let revision = 0; revision < events; revision++) await append(store, revision, recordedAt);
  return store;
};

const readThrough = async ({ readAll }: EventStore): Promise<void> => {
  for await (const _ of readAll());
};

/** One process over a store, with marks that outlive it. */
const opened = (store: EventStore, kept = inMemoryCheckpoints()) => {
  const history = seenHistory(store);
  return { kept, store: history.store, marks: checkpointsOf(history, kept) };
};

/** A mark of a process that saw three events. */
const markOfThree = async () => {
  const store = await storeOf(3);
  const { kept, marks, store: seen } = opened(store);
  await readThrough(seen);
  await marks.save('policies', 'p3');
  return { store, kept };
};

describe('marks of a history', () => {
  test('count for the next process, also when the history has grown', async () => {
    const { store, kept } = await markOfThree();
    expect(await opened(store, kept).marks.load('policies')).toBe('p3');
    await append(store, 3);
    expect(await opened(store, kept).marks.load('policies')).toBe('p3');
  });

  test('do not count in an empty store, nor in a backup that ends before them', async () => {
    const { kept } = await markOfThree();
    expect(await opened(await storeOf(0), kept).marks.load('policies')).toBeUndefined();
    expect(await opened(await storeOf(2), kept).marks.load('policies')).toBeUndefined();
  });

  test('do not count where the same ids stand at other positions, or were recorded at another time', async () => {
    const { kept } = await markOfThree();
    const elsewhere = inMemoryEventStore();
    const other = { id: idOf(9), type: 'Told', schemaVersion: 1, data: {}, metadata: {} };
    await elsewhere.append('program-Q' as StreamName, -1, [other])();
    for (const revision of [0, 1, 2]) await append(elsewhere, revision);
    expect(await opened(elsewhere, kept).marks.load('policies')).toBeUndefined();
    expect(await opened(await storeOf(3, 'later'), kept).marks.load('policies')).toBeUndefined();
    expect(await opened(await storeOf(3), kept).marks.load('policies')).toBe('p3');
  });

  test('a process that saw less does not make the marks of another one weaker', async () => {
    const { store, kept } = await markOfThree();
    await opened(store, kept).marks.save('sample-year', 'played');
    const restored = opened(await storeOf(1), kept).marks;
    expect(await restored.load('policies')).toBeUndefined();
    expect(await restored.load('sample-year')).toBe('played');
  });

  test('are saved anew, and count again', async () => {
    const { kept } = await markOfThree();
    const store = await storeOf(1);
    await opened(store, kept).marks.save('policies', 'p1');
    expect(await opened(store, kept).marks.load('policies')).toBe('p1');
  });

  test.each(['00000000000000000042', 'playing', '{', 'null', '"p3"'])(
    'what is kept as %s, with no event, does not count',
    async (text) => {
      const { kept, marks } = opened(await storeOf(1));
      await kept.save('policies', text);
      expect(await marks.load('policies')).toBeUndefined();
    },
  );
});

describe('a mark made on an empty store', () => {
  const playing = async () => {
    const store = inMemoryEventStore();
    const process = opened(store);
    await process.marks.save('sample-year', 'playing');
    return { ...process, store, seen: process.store };
  };

  test('counts while the store is empty, and for the process that made it', async () => {
    const { store, kept, marks } = await playing();
    expect(await opened(store, kept).marks.load('sample-year')).toBe('playing');
    await append(store, 0);
    expect(await marks.load('sample-year')).toBe('playing');
  });

  test('does not count in a history that came from elsewhere', async () => {
    const { kept } = await playing();
    expect(await opened(await storeOf(2), kept).marks.load('sample-year')).toBeUndefined();
  });

  test('goes with the history that began under it, as of the next mark', async () => {
    const { store, kept, marks, seen } = await playing();
    await append(store, 0);
    await readThrough(seen);
    await marks.save('policies', 'p0');
    expect(await opened(store, kept).marks.load('sample-year')).toBe('playing');
    const foreign = opened(await storeOf(2, 'later'), kept).marks;
    expect(await foreign.load('sample-year')).toBeUndefined();
  });
});
