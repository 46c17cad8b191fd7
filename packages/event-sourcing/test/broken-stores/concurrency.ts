import * as E from 'fp-ts/lib/Either.js';
import { broken, type BrokenStore } from './broken-store.js';
import { each } from './streams.js';

const oneWins = 'of writers racing for a revision exactly one wins';
const unhindered = 'writers of many streams do not hinder each other';
const once = 'a subscriber amid many writers hears everything once and in order';
const untouched = 'what befalls one handle does not touch another';

export const brokenConcurrency: ReadonlyArray<BrokenStore> = [
  broken(oneWins, 'checks the revision, and writes a moment later', (store, log) => ({
    append: (stream, expected, events) => async () => {
      if (log.stream(stream).length - 1 !== expected)
        return store.append(stream, expected, events)();
      await Promise.resolve();
      return store.append(stream, log.stream(stream).length - 1, events)();
    },
  })),

  broken(unhindered, 'has no place for more than thirty appends at once', (store) => {
    let underway = 0;
    return {
      append: (stream, expected, events) => async () => {
        if (underway >= 30) return E.left({ _tag: 'StoreUnavailable', reason: 'busy' });
        underway++;
        await Promise.resolve();
        underway--;
        return store.append(stream, expected, events)();
      },
    };
  }),

  {
    breaks: once,
    bug: 'has gaps that fill behind the back of a subscriber',
    make: () => {
      const late = new Set<string>();
      let underway = 0;
      return (store) => ({
        ...store,
        append: (stream, expected, events) => async () => {
          if (++underway > 10) for (const { id } of events) late.add(id);
          await Promise.resolve();
          underway--;
          return store.append(stream, expected, events)();
        },
        subscribe: (options) =>
          each(store.subscribe(options), (message) =>
            message._tag === 'Event' && late.has(message.event.id) ? [] : [message],
          ),
      });
    },
  },

  {
    breaks: untouched,
    bug: 'rejects the appends of every handle when one closes',
    make: () => {
      let closings = 0;
      return (store) => ({
        ...store,
        append: (stream, expected, events) => async () => {
          const before = closings;
          await Promise.resolve();
          return closings === before
            ? store.append(stream, expected, events)()
            : E.left({ _tag: 'StoreUnavailable', reason: 'another handle was closed' });
        },
        close: () => {
          closings++;
          return store.close();
        },
      });
    },
  },

  {
    breaks: untouched,
    bug: 'ends the subscriptions of every handle when one closes',
    make: () => {
      let closing = new AbortController();
      return (store) => ({
        ...store,
        subscribe: ({ signal, ...options }) =>
          store.subscribe({ ...options, signal: AbortSignal.any([signal, closing.signal]) }),
        close: async () => {
          await store.close();
          closing.abort();
          closing = new AbortController();
        },
      });
    },
  },
];
