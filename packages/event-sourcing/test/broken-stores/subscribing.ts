import { setImmediate } from 'node:timers/promises';
import type { RecordedEvent } from '../../src/envelope.js';
import type { SubscriptionMessage } from '../../src/event-store.js';
import { broken, type BrokenStore, hanging } from './broken-store.js';
import { each, preceded } from './streams.js';

const goesOn = 'a subscription tells what was recorded, says so, and goes on';
const lazily = 'a lazy subscription tells the same, as often as it is asked';
const begins = 'a subscription begins after the position it is given';
const filtered = 'a subscription tells what its filter lets through, before and after';
const checkpoints = 'what a filter skips moves the checkpoint, and nothing else is skipped';
const everyone = 'every subscriber hears every event';
const slow = 'a slow subscriber loses nothing';
const dropped = 'a subscription that ends with its store was dropped';
const quietly = 'a subscription that its signal ends is over, without an error';
const freed = 'leaving the loop frees the subscription';

const caughtUp = { _tag: 'CaughtUp' } as const;

export const brokenSubscribing: ReadonlyArray<BrokenStore> = [
  broken(goesOn, 'says it caught up before it did', (store) => ({
    subscribe: (options) => preceded<SubscriptionMessage>([caughtUp], store.subscribe(options)),
  })),

  broken(goesOn, 'tells history stream after stream', (store) => ({
    subscribe: async function* (options) {
      const history: SubscriptionMessage[] = [];
      let live = false;
      for await (const message of store.subscribe(options)) {
        if (!live && message._tag === 'CaughtUp') yield* history.toSorted(byStream);
        live ||= message._tag === 'CaughtUp';
        if (live) yield message;
        else history.push(message);
      }
    },
  })),

  hanging(goesOn, 'wakes up once', (store) => ({
    subscribe: (options) => {
      const inner = store.subscribe(options)[Symbol.asyncIterator]();
      let waits = 0;
      return iterable(async () => {
        const step = inner.next();
        const waiting = await Promise.race([step.then(() => false), setImmediate(true)]);
        if (waiting && ++waits > 1) await new Promise(() => {});
        return step;
      }, inner);
    },
  })),

  broken(lazily, 'parses the data of lazy events once', (store) => ({
    subscribe: (options) =>
      each(store.subscribe(options), (message) =>
        options.lazy === true && message._tag === 'Event'
          ? [{ _tag: 'Event', event: parsedOnce(message.event) }]
          : [message],
      ),
  })),

  broken(begins, 'begins at the position it is given', (store, log) => ({
    subscribe: (options) => {
      const at = log.events.filter(({ position }) => position === options.from);
      const told = at.map((event) => ({ _tag: 'Event', event }) as const);
      return preceded<SubscriptionMessage>(told, store.subscribe(options));
    },
  })),

  broken(filtered, 'forgets the types of its filter', (store) => ({
    subscribe: ({ filter, ...options }) =>
      store.subscribe({
        ...options,
        filter: filter?.categories ? { categories: filter.categories } : {},
      }),
  })),

  broken(filtered, 'forgets its filter once it caught up', (store) => ({
    subscribe: async function* (options) {
      let { from } = options;
      for await (const message of store.subscribe(options)) {
        if (message._tag === 'Event') from = message.event.position;
        if (message._tag === 'Checkpoint') from = message.position;
        yield message;
        if (message._tag === 'CaughtUp') break;
      }
      yield* store.subscribe({ signal: options.signal, ...(from && { from }) });
    },
  })),

  hanging(checkpoints, 'says nothing of what its filter skips', (store) => ({
    subscribe: (options) =>
      each(store.subscribe(options), (message) => (message._tag === 'Checkpoint' ? [] : [message])),
  })),

  broken(checkpoints, 'says it is further than it is', (store, log) => ({
    subscribe: (options) => {
      const position = log.events.at(-1)?.position;
      const ahead = position === undefined ? [] : [{ _tag: 'Checkpoint', position } as const];
      return preceded<SubscriptionMessage>(ahead, store.subscribe(options));
    },
  })),

  hanging(everyone, 'tells each live event to whoever asks first', (store) => {
    const told = new Set<string>();
    return {
      subscribe: (options) => {
        let live = false;
        return each(store.subscribe(options), (message) => {
          live ||= message._tag === 'CaughtUp';
          if (!live || message._tag !== 'Event') return [message];
          if (told.has(message.event.id)) return [];
          told.add(message.event.id);
          return [message];
        });
      },
    };
  }),

  broken(slow, 'forgets live events of a stream but the last 32', (store, log) => ({
    subscribe: (options) => {
      let live = false;
      return each(store.subscribe(options), (message) => {
        live ||= message._tag === 'CaughtUp';
        if (!live || message._tag !== 'Event') return [message];
        const { stream, revision } = message.event;
        return log.stream(stream).length - revision > 32 ? [] : [message];
      });
    },
  })),

  broken(dropped, 'ends quietly when it is closed', (store) => {
    let closed = false;
    return {
      close: () => {
        closed = true;
        return store.close();
      },
      subscribe: (options) => (closed ? store.subscribe(options) : quiet(store.subscribe(options))),
    };
  }),

  broken(quietly, 'throws what its signal was aborted with', (store) => ({
    subscribe: async function* (options) {
      yield* store.subscribe(options);
      options.signal.throwIfAborted();
    },
  })),

  broken(quietly, 'tells what is left after its signal', (store) => ({
    subscribe: (options) => {
      const inner = store.subscribe(options)[Symbol.asyncIterator]();
      return iterable(async () => {
        const step = await inner.next();
        return step.done === true && options.signal.aborted
          ? { done: false, value: caughtUp }
          : step;
      }, inner);
    },
  })),

  broken(freed, 'goes on listening to the signal', (store) => ({
    subscribe: (options) => {
      options.signal.addEventListener('abort', () => {});
      return store.subscribe(options);
    },
  })),

  broken(freed, 'goes on after it was left', (store) => ({
    subscribe: (options) => {
      const inner = store.subscribe(options)[Symbol.asyncIterator]();
      let left = false;
      return {
        [Symbol.asyncIterator]: () => ({
          next: async () => (left ? { done: false, value: caughtUp } : inner.next()),
          return: async () => {
            left = true;
            return (await inner.return?.()) ?? { done: true, value: undefined };
          },
        }),
      };
    },
  })),
];

type Messages = AsyncIterator<SubscriptionMessage>;

const iterable = (next: Messages['next'], inner: Messages): AsyncIterable<SubscriptionMessage> => ({
  [Symbol.asyncIterator]: () => ({
    next,
    return: async () => (await inner.return?.()) ?? { done: true, value: undefined },
  }),
});

async function* quiet<Item>(items: AsyncIterable<Item>): AsyncGenerator<Item, undefined> {
  try {
    yield* items;
  } catch {
    // planted: a drop that nobody hears of
  }
  return undefined;
}

const byStream = (a: SubscriptionMessage, b: SubscriptionMessage): number =>
  a._tag === 'Event' && b._tag === 'Event' ? a.event.stream.localeCompare(b.event.stream) : 0;

const parsedOnce = (event: RecordedEvent): RecordedEvent => {
  let asked = 0;
  return {
    ...event,
    get data() {
      return asked++ === 0 ? event.data : undefined;
    },
  };
};
