import { inMemoryEventStore } from '../../src/in-memory-event-store.js';
import { broken, type BrokenStore, hanging } from './broken-store.js';

const closed = 'a closed store answers everything with StoreUnavailable';
const underway = 'what is under way when a store is closed settles';

export const brokenClosing: ReadonlyArray<BrokenStore> = [
  broken(closed, 'goes on reading', (_store, log) => {
    const open = inMemoryEventStore({ log });
    return {
      read: (stream, options) => open.read(stream, options),
      readAll: (options) => open.readAll(options),
    };
  }),

  broken(closed, 'goes on writing', (_store, log) => {
    const open = inMemoryEventStore({ log });
    return { append: (stream, expected, events) => open.append(stream, expected, events) };
  }),

  broken(closed, 'goes on telling its head', (_store, log) => {
    const open = inMemoryEventStore({ log });
    return { head: () => open.head() };
  }),

  broken(closed, 'cannot be closed twice', (store) => {
    let closings = 0;
    return {
      close: async () => {
        if (++closings === 2) throw new Error('already closed');
        await store.close();
      },
    };
  }),

  hanging(underway, 'never answers an append that its closing overtakes', (store) => {
    let isClosed = false;
    return {
      append: (stream, expected, events) => async () => {
        const before = isClosed;
        await Promise.resolve();
        if (isClosed !== before) await new Promise(() => {});
        return store.append(stream, expected, events)();
      },
      close: () => {
        isClosed = true;
        return store.close();
      },
    };
  }),

  broken(underway, 'fails what its closing overtakes with an error of its own', (store) => {
    let isClosed = false;
    return {
      close: () => {
        isClosed = true;
        return store.close();
      },
      head: async () => {
        const before = isClosed;
        await Promise.resolve();
        if (isClosed !== before) throw new TypeError('undefined is not iterable');
        return store.head();
      },
    };
  }),
];
