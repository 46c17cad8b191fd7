import type { EventStore } from '@partner-incentives/event-sourcing';
import { openReadStore } from '@partner-incentives/sql';
import { appending, workerOn } from '../in-process.js';
import { PlainFold, unfinished } from '../plain-fold.js';
import { models, several } from '../tallies.mjs';

export interface WritersOrders {
  /** Handles of one store; the writers share them. */
  readonly stores: readonly [EventStore, ...EventStore[]];
  /** Another way to see it, for the worker. */
  readonly seen?: EventStore;
  /** The address of the read store. */
  readonly rows: string;
  readonly eventsPerWriter: number;
}

export interface WritersTrial {
  readonly events: number;
  readonly damage: ReadonlyArray<string>;
}

const writers = 16;
const eventsPerAppend = 4;

/** Sixteen writers at once, to streams of their own and to shared ones, while a worker follows. */
export const writersTrial = async (orders: WritersOrders): Promise<WritersTrial> => {
  const { stores, rows, eventsPerWriter } = orders;
  const [store] = stores;
  const readStore = await openReadStore(rows);
  const worker = workerOn(orders.seen ?? store, readStore, { batchSize: 100 });
  const write = async (writer: number) => {
    const append = appending(stores[writer % stores.length] ?? store);
    for (let n = 0; n < eventsPerWriter / eventsPerAppend; n++) {
      // Every second append goes where others write as well.
      const streams = n % 2 === 0 ? 5 : 300;
      await append(...several(n * writers + writer, streams, eventsPerAppend));
    }
  };
  try {
    worker.start();
    await Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)));
    await worker.caughtUp();
    const folds = models.map(({ name }) => new PlainFold(store, name));
    const damage = await unfinished(folds, readStore);
    const [events = 0] = folds.map((fold) => fold.events);
    return { events, damage };
  } finally {
    await worker.stop();
    await readStore.close();
  }
};
