import type { EventStore } from '../../src/event-store.js';
import { broken, type BrokenStore, hanging } from './broken-store.js';

const forwards = 'a range forwards takes both its ends and ends with the stream';
const backwards = 'a range backwards takes both its ends and begins with the last event';
const limited = 'a limit ends a read in either direction';
const missing = 'a missing stream reads as empty';
const left = 'a read that is left early is let go';

export const brokenReading: ReadonlyArray<BrokenStore> = [
  broken(forwards, 'stops before the end of a range', (store) => ({
    read: (stream, options = {}) =>
      options.to !== undefined && options.direction !== 'backwards'
        ? store.read(stream, { ...options, to: options.to - 1 })
        : store.read(stream, options),
  })),

  broken(forwards, 'fails beyond the end of the stream', (store, log) => ({
    read: (stream, options = {}) => {
      const { length } = log.stream(stream);
      const beyond = options.direction === 'forwards' && (options.from ?? 0) > length;
      return beyond && length > 0 ? failing('out of range') : store.read(stream, options);
    },
  })),

  broken(backwards, 'leaves out the lower end of a range', (store) => ({
    read: (stream, options = {}) =>
      options.to !== undefined && options.direction === 'backwards'
        ? store.read(stream, { ...options, to: options.to + 1 })
        : store.read(stream, options),
  })),

  broken(backwards, 'finds nothing when it begins beyond the last event', (store, log) => ({
    read: (stream, options = {}) =>
      options.direction === 'backwards' && (options.from ?? 0) >= log.stream(stream).length
        ? store.read(stream, { ...options, limit: 0 })
        : store.read(stream, options),
  })),

  broken(limited, 'takes a limit of none for no limit', (store) => ({
    read: (stream, { limit, ...options } = {}) =>
      store.read(stream, limit ? { ...options, limit } : options),
  })),

  broken(limited, 'limits reads forwards only', (store) => ({
    read: (stream, { limit, ...options } = {}) =>
      store.read(
        stream,
        limit === undefined || options.direction === 'backwards' ? options : { ...options, limit },
      ),
  })),

  broken(missing, 'fails where there is no stream', (store, log) => ({
    read: (stream, options) =>
      log.stream(stream).length === 0 ? failing('no such stream') : store.read(stream, options),
  })),

  hanging(left, 'has a hundred connections and keeps those of reads left early', (store) => {
    let open = 0;
    const connected = <Item>(items: AsyncIterable<Item>): AsyncIterable<Item> => ({
      [Symbol.asyncIterator]: () => {
        open++;
        const inner = items[Symbol.asyncIterator]();
        return {
          next: async () => {
            if (open > 100) await new Promise(() => {});
            const step = await inner.next();
            if (step.done === true) open--;
            return step;
          },
          return: async () => ({ done: true, value: undefined }),
        };
      },
    });
    return {
      read: (stream, options) => connected(store.read(stream, options)),
      readAll: (options) => connected(store.readAll(options)),
    };
  }),
];

const failing = (reason: string): ReturnType<EventStore['read']> => ({
  [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new Error(reason)) }),
});
