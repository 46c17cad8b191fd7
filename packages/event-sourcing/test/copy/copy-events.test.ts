import { describe, expect, test } from '@jest/globals';
import { inMemoryCheckpoints } from '../../src/checkpoints.js';
import { copyEvents, type CopyOptions, type CopyProgress } from '../../src/copy/copy-events.js';
import { UnreadableJson, type RecordedEvent } from '../../src/envelope.js';
import { StoreUnavailableError, type EventStore } from '../../src/event-store.js';
import { inMemoryEventStore } from '../../src/in-memory-event-store.js';
import { inMemoryLog, type InMemoryLog } from '../../src/in-memory-log.js';
import type { StreamName } from '../../src/stream-name.js';
import { faultyTarget } from './faulty-target.js';
import { categories, eventAt, logOf, oursIn } from './random-log.js';

const backOff = async (): Promise<void> => undefined;
const order = 'order-1' as StreamName;

const copy = (source: InMemoryLog, target: InMemoryLog, options: Partial<CopyOptions> = {}) =>
  copyEvents({
    from: inMemoryEventStore({ log: source }),
    to: inMemoryEventStore({ log: target }),
    categories,
    backOff,
    ...options,
  });

/** Two streams in turn, so many events each. */
const twoStreams = (each: number): InMemoryLog =>
  logOf(
    Array.from({ length: 2 * each }, (_, index) => ({
      stream: `order-${String(1 + (index % 2))}`,
      events: 1,
    })),
  );

describe('a target that is no copy', () => {
  test.each<[string, Partial<RecordedEvent>]>([
    ['another id', { id: '00000000-0000-4000-8000-000000000000' }],
    ['the same id with other data', { data: 'changed' }],
    ['other metadata', { metadata: { changed: true } }],
    ['another type', { type: 'Changed' }],
    ['another schema version', { schemaVersion: 7 }],
    ['what is no JSON', { data: new UnreadableJson('half a brace') }],
  ])('that holds %s at a revision: its place is named', async (_what, change) => {
    const source = twoStreams(4);
    const target = twoStreams(0);
    target.record(order, [eventAt(order, 0), { ...eventAt(order, 1), ...change }]);
    for (const concurrency of [1, 4]) {
      await expect(copy(source, target, { concurrency })).rejects.toMatchObject({
        _tag: 'TargetDiverged',
        stream: order,
        revision: 1,
        found: 'another',
        message: 'The target diverges at order-1 #1: it holds another event there',
      });
    }
  });

  test('nothing is written after the place where it was noticed', async () => {
    const source = logOf(['order-1', 'order-2', 'order-1', 'order-2'].map(one));
    const target = logOf([]);
    target.record(order, [{ ...eventAt(order, 0), id: '00000000-0000-4000-8000-000000000000' }]);
    await expect(copy(source, target)).rejects.toMatchObject({ stream: order, revision: 0 });
    expect(target.events).toHaveLength(1);
  });

  test('that holds other data in the midst of what one append would write: it is not written', async () => {
    const target = inMemoryLog();
    target.record(order, [eventAt(order, 0), { ...eventAt(order, 1), data: 'changed' }]);
    const source = logOf([{ stream: order, events: 4 }]);
    await expect(copy(source, target)).rejects.toMatchObject({ revision: 1, found: 'another' });
    expect(target.events).toHaveLength(2);
  });

  test('nothing more is begun where several appends are under way', async () => {
    const source = logOf(
      ['order-1', 'order-2', 'order-3'].map((stream) => ({ stream, events: 200 })),
    );
    const target = inMemoryLog();
    target.record(order, [{ ...eventAt(order, 0), data: 'changed' }]);
    const to = inMemoryEventStore({ log: target });
    const sent: Array<string> = [];
    const append: EventStore['append'] = (stream, expected, events) => async () => {
      sent.push(stream);
      if (stream !== order) await new Promise((resolve) => setTimeout(resolve, 20));
      return to.append(stream, expected, events)();
    };
    const both = copy(source, target, { to: { ...to, append }, concurrency: 2 });
    await expect(both).rejects.toMatchObject({ stream: order, revision: 0 });
    expect(sent).toEqual([order, 'order-2']);
  });

  test.each<[string, (event: RecordedEvent) => RecordedEvent]>([
    ['in another stream', (event) => ({ ...event, stream: 'order-9' as StreamName })],
    ['at another revision', (event) => ({ ...event, revision: event.revision + 7 })],
  ])('that shows an event %s is noticed in the end', async (_what, move) => {
    const to = inMemoryEventStore();
    const moved: EventStore = {
      ...to,
      readAll: async function* (options) {
        for await (const event of to.readAll(options)) {
          yield event.revision === 2 && event.stream === order ? move(event) : event;
        }
      },
    };
    await expect(copy(twoStreams(3), inMemoryLog(), { to: moved })).rejects.toMatchObject({
      _tag: 'TargetDiverged',
      found: 'more',
    });
  });

  test.each([
    ['an event at the end of a stream', 'order-1', 3],
    ['a stream', 'customer-9', 0],
  ])('that holds %s which the source does not', async (_what, stream, revision) => {
    const source = twoStreams(3);
    const target = twoStreams(3);
    target.record(stream as StreamName, [eventAt(stream, revision)]);
    await expect(copy(source, target)).rejects.toMatchObject({
      _tag: 'TargetDiverged',
      stream,
      revision,
      found: 'more',
    });
  });

  test('that loses what was written is noticed in the end', async () => {
    const target = inMemoryEventStore();
    const forgetful: EventStore = {
      ...target,
      readAll: async function* (options) {
        for await (const event of target.readAll(options)) if (event.revision !== 2) yield event;
      },
      read: async function* (stream, options) {
        for await (const event of target.read(stream, options))
          if (event.revision !== 2) yield event;
      },
    };
    await expect(copy(twoStreams(4), inMemoryLog(), { to: forgetful })).rejects.toMatchObject({
      _tag: 'TargetDiverged',
      revision: 2,
      found: 'none',
    });
  });
});

describe('an event that no store would take', () => {
  test.each<[string, Partial<RecordedEvent>, RegExp]>([
    [
      'data that is no JSON',
      { data: new UnreadableJson('bytes') },
      /its data is no JSON \(bytes\)/,
    ],
    ['metadata that is no JSON', { metadata: new UnreadableJson('b') }, /its metadata is no JSON/],
    ['half a character', { data: '\ud800' }, /its data holds text with a lone surrogate/],
    ['more than an event may hold', { data: 'x'.repeat(70_000) }, /larger \(\d+ bytes\)/],
    ['an id that is no UUID', { id: 'first' }, /its id is no UUID/],
  ])('%s: it is named, and nothing was written', async (_what, change, reason) => {
    const source = twoStreams(3);
    source.record(order, [{ ...eventAt(order, 3), ...change }]);
    const target = inMemoryLog();
    await expect(copy(source, target)).rejects.toMatchObject({
      _tag: 'NotCopyable',
      stream: order,
      revision: 3,
      reason: expect.stringMatching(reason),
      message: expect.stringMatching(/^order-1 #3, \w+ \(.+\), cannot be copied: /),
    });
    expect(target.events).toEqual([]);
  });

  test('a stream whose beginning the source no longer holds', async () => {
    const source = inMemoryEventStore({ log: twoStreams(4) });
    const truncated: EventStore = {
      ...source,
      readAll: (options) => from2(source.readAll(options)),
      read: (stream, options) => from2(source.read(stream, options)),
    };
    await expect(copy(inMemoryLog(), inMemoryLog(), { from: truncated })).rejects.toMatchObject({
      _tag: 'NotCopyable',
      revision: 2,
      reason: 'the source no longer holds revision 0 before it',
    });
  });

  test('what others keep in the same store may be as it likes', async () => {
    const source = twoStreams(1);
    const stranger = 'stranger-1' as StreamName;
    source.record(stranger, [{ ...eventAt(stranger, 0), data: new UnreadableJson('theirs') }]);
    expect(await copy(source, inMemoryLog())).toMatchObject({ events: 2, written: 2 });
  });
});

describe('a store that stays away', () => {
  test('the target: the copy gives up, and goes on when it is run again', async () => {
    const source = twoStreams(5);
    const target = inMemoryLog();
    const to = faultyTarget(inMemoryEventStore({ log: target }), (n) =>
      n > 4 ? 'away' : undefined,
    );
    await expect(copy(source, target, { to })).rejects.toMatchObject({
      _tag: 'CopyInterrupted',
      side: 'target',
      reason: 'away',
    });
    expect(target.events).toHaveLength(4);
    expect(await copy(source, target)).toMatchObject({ events: 10, written: 6 });
    expect(oursIn(target)).toEqual(oursIn(source));
  });

  test('the source, at any event: the reading goes on behind it', async () => {
    const source = twoStreams(50);
    const target = inMemoryLog();
    const from = flickering(inMemoryEventStore({ log: source }));
    expect(await copy(source, target, { from })).toMatchObject({ events: 100, written: 100 });
    expect(oursIn(target)).toEqual(oursIn(source));
  });

  test('the source for good: said so', async () => {
    const source = inMemoryEventStore({ log: twoStreams(1) });
    await source.close();
    await expect(copy(inMemoryLog(), inMemoryLog(), { from: source })).rejects.toMatchObject({
      _tag: 'CopyInterrupted',
      side: 'source',
      reason: 'it was closed',
    });
  });

  test('a fault that is no absence is not waited for', async () => {
    const broken: EventStore = {
      ...inMemoryEventStore(),
      append: () => () => Promise.reject(new TypeError('a bug')),
    };
    await expect(copy(twoStreams(1), inMemoryLog(), { to: broken })).rejects.toThrow('a bug');
  });
});

describe('a mark', () => {
  const marked = () => ({ checkpoints: inMemoryCheckpoints(), name: 'copy' });

  test('spares what was copied, and what was recorded since is copied', async () => {
    const [source, target, resume] = [twoStreams(50), inMemoryLog(), marked()];
    await copy(source, target, { resume });
    source.record(order, [eventAt(order, 50)]);
    const to = faultyTarget(inMemoryEventStore({ log: target }), () => undefined);
    const progress: Array<CopyProgress> = [];
    const again = await copy(source, target, {
      resume,
      to,
      onProgress: (one) => progress.push(one),
    });
    expect(again).toMatchObject({ events: 101, written: 1 });
    expect(to.sendings()).toBe(1);
    expect(progress.filter(({ phase }) => phase === 'copying')).toEqual([
      { phase: 'copying', done: 101, total: 101 },
    ]);
  });

  test('of a target that was put back to an earlier state does no harm', async () => {
    const [source, resume] = [twoStreams(5), marked()];
    await copy(source, inMemoryLog(), { resume });
    const last = source.events.at(-1);
    const older = inMemoryLog();
    for (const { stream, revision } of source.events.slice(0, 4)) {
      older.record(stream, [eventAt(stream, revision)]);
    }
    expect(await copy(source, older, { resume })).toMatchObject({ written: 6 });
    expect(oursIn(older)).toEqual(oursIn(source));

    // It holds the event of the mark, and lacks others.
    const holey = inMemoryLog();
    for (let revision = 0; revision < 5; revision += 1) {
      holey.record(last?.stream ?? order, [eventAt(last?.stream ?? order, revision)]);
    }
    expect(await copy(source, holey, { resume })).toMatchObject({ written: 5 });
    source.record(order, [eventAt(order, 5)]);
    expect(await copy(source, holey, { resume })).toMatchObject({ events: 11, written: 1 });
  });

  test('of another source, whose positions are the same, does no harm', async () => {
    const [target, resume] = [inMemoryLog(), marked()];
    await copy(logOf([{ stream: 'customer-1', events: 6 }]), inMemoryLog(), { resume });
    const source = twoStreams(5);
    await resume.checkpoints.save(
      'copy',
      JSON.stringify({ stream: order, revision: 3, position: source.events[6]?.position }),
    );
    expect(await copy(source, target, { resume })).toMatchObject({ events: 10, written: 10 });
    expect(oursIn(target)).toEqual(oursIn(source));
  });

  test.each([
    'no JSON',
    '{}',
    'null',
    '{"stream":"order-1","revision":0,"id":"other","position":"9"}',
  ])('that is none of ours is ignored: %s', async (text) => {
    const [source, target, resume] = [twoStreams(2), inMemoryLog(), marked()];
    await resume.checkpoints.save('copy', text);
    expect(await copy(source, target, { resume })).toMatchObject({ written: 4 });
  });
});

describe('a copy', () => {
  test('of nothing is nothing', async () => {
    expect(await copy(inMemoryLog(), inMemoryLog())).toEqual({ events: 0, written: 0 });
  });

  test('says how far it is, and where both stores end', async () => {
    const [source, target] = [twoStreams(2), logOf([one('stranger-1')])];
    const said: Array<CopyProgress> = [];
    const done = await copy(source, target, { onProgress: (progress) => said.push(progress) });
    const phases = (['counting', 'copying', 'comparing'] as const).map((wanted) =>
      said
        .filter(({ phase }) => phase === wanted)
        .map((progress) => [progress.done, progress.total]),
    );
    const counted = [1, 2, 3, 4];
    expect(phases).toEqual([
      counted.map((n) => [n, undefined]),
      counted.map((n) => [n, 4]),
      counted.map((n) => [n, 4]),
    ]);
    expect(done.end).toEqual({
      from: source.events.at(-1)?.position,
      to: target.events.at(-1)?.position,
    });
  });

  test('leaves to the next run what is recorded while it is under way', async () => {
    const [source, target] = [twoStreams(2), inMemoryLog()];
    let grown = 0;
    const grow = ({ phase, done }: CopyProgress): void => {
      if (grown === 3 || (phase === 'counting' && done < 4)) return;
      source.record(order, [eventAt(order, 2 + grown)]);
      grown += 1;
    };
    const first = await copy(source, target, { onProgress: grow });
    expect(first).toMatchObject({ events: 4, written: 4 });
    expect(await copy(source, target)).toMatchObject({ events: 7, written: 3 });
  });

  test('finds no fault where another copy came further than itself', async () => {
    const [source, target] = [twoStreams(2), inMemoryLog()];
    const race = ({ phase, done }: CopyProgress): void => {
      if (phase !== 'copying' || done !== 4) return;
      source.record(order, [eventAt(order, 2)]);
      target.record(order, [eventAt(order, 2)]);
    };
    expect(await copy(source, target, { onProgress: race })).toMatchObject({ events: 4 });
  });

  test('keeps each append within its limits, and what stood together together', async () => {
    const sizes: Array<number> = [];
    const source = logOf([{ stream: 'order-1', events: 150 }]);
    const large = eventAt('order-2', 0);
    for (let revision = 0; revision < 20; revision += 1) {
      source.record('order-2' as StreamName, [
        { ...eventAt('order-2', revision), data: 'ü'.repeat(30_000), metadata: large.metadata },
      ]);
    }
    const target = inMemoryLog();
    const to = inMemoryEventStore({ log: target });
    await copy(source, target, {
      to: {
        ...to,
        append: (stream, expected, events) => {
          sizes.push(events.length);
          return to.append(stream, expected, events);
        },
      },
    });
    expect(sizes.slice(0, 3)).toEqual([64, 64, 22]);
    expect(oursIn(target)).toEqual(oursIn(source));
  });

  test('has no more appends under way than it may, and several where it may', async () => {
    const widest = async (concurrency: number): Promise<number> => {
      const to = inMemoryEventStore();
      let [underWay, most] = [0, 0];
      const append: EventStore['append'] = (stream, expected, events) => async () => {
        underWay += 1;
        most = Math.max(most, underWay);
        await new Promise(setImmediate);
        underWay -= 1;
        return to.append(stream, expected, events)();
      };
      const source = logOf(Array.from({ length: 90 }, (_, n) => one(`order-${String(n % 9)}`)));
      await copy(source, inMemoryLog(), { to: { ...to, append }, concurrency });
      return most;
    };
    expect(await widest(1)).toBe(1);
    expect(await widest(4)).toBe(4);
  });

  test('holds no more than a window in memory, however slow the target', async () => {
    let read = 0;
    let ahead = 0;
    const source = inMemoryEventStore({ log: twoStreams(2_500) });
    let counting = true;
    const from: EventStore = {
      ...source,
      readAll: async function* (options) {
        for await (const event of source.readAll(options)) {
          read += 1;
          yield event;
        }
      },
    };
    await copy(inMemoryLog(), inMemoryLog(), {
      from,
      onProgress: ({ phase, done }) => {
        if (phase === 'copying') {
          if (counting) read -= 5_000;
          counting = false;
          ahead = Math.max(ahead, read - done);
        }
      },
    });
    expect(ahead).toBeGreaterThan(0);
    expect(ahead).toBeLessThanOrEqual(1_001);
  });

  test('takes an id in capitals for the same', async () => {
    const source = inMemoryLog();
    source.record(order, [{ ...eventAt(order, 0), id: eventAt(order, 0).id.toUpperCase() }]);
    const to = inMemoryEventStore();
    const lower: EventStore = {
      ...to,
      append: (stream, expected, [first]) =>
        to.append(stream, expected, [{ ...first, id: first.id.toLowerCase() }]),
    };
    expect(await copy(source, inMemoryLog(), { to: lower })).toMatchObject({ written: 1 });
  });

  test('ends with the reason of its signal while it waits for a store', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const to = faultyTarget(inMemoryEventStore(), () => 'away');
    const waiting = copy(twoStreams(1), inMemoryLog(), {
      to,
      signal: controller.signal,
      backOff: async () => controller.abort(reason),
    });
    await expect(waiting).rejects.toBe(reason);
    expect(to.sendings()).toBe(2);
  });

  test('ends with the reason of its signal, and can be run again', async () => {
    const [source, target, controller] = [twoStreams(3), inMemoryLog(), new AbortController()];
    const reason = new Error('enough');
    const onProgress = ({ phase, done }: CopyProgress): void => {
      if (phase === 'copying' && done === 2) controller.abort(reason);
    };
    const { signal } = controller;
    await expect(copy(source, target, { onProgress, signal })).rejects.toBe(reason);
    expect(target.events.length).toBeLessThan(6);
    expect(await copy(source, target)).toMatchObject({ events: 6 });
  });
});

const one = (stream: string) => ({ stream, events: 1 });

async function* from2(events: AsyncIterable<RecordedEvent>): AsyncGenerator<RecordedEvent> {
  for await (const event of events) if (event.revision >= 2) yield event;
}

/** Breaks off after every second event. */
const flickering = (store: EventStore): EventStore => ({
  ...store,
  readAll: async function* (options) {
    let read = 0;
    for await (const event of store.readAll(options)) {
      if (read === 2) throw new StoreUnavailableError('flickering');
      read += 1;
      yield event;
    }
  },
});
