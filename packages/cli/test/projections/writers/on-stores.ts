import { join } from 'node:path';
import { eventStoreDb } from '@partner-incentives/eventstoredb';
import { standInServer } from '@partner-incentives/eventstoredb/testing';
import { sqliteEventStore } from '@partner-incentives/sql';
import { skipping } from '../skipping.js';
import { writersTrial, type WritersTrial } from './writers-trial.js';

export const eventStores = ['the embedded store', 'EventStoreDB'] as const;

/** On a new store of the kind, by several handles. With the planted bug its subscriptions leave events out. */
export const writersOn = async (
  kind: (typeof eventStores)[number],
  orders: { readonly rows: string; readonly eventsPerWriter: number; readonly folder: string },
  bug?: 'skips',
): Promise<WritersTrial> => {
  const path = join(orders.folder, `writers ${trials++}.db`);
  const server = kind === 'EventStoreDB' ? await standInServer() : undefined;
  const open = async () =>
    server === undefined
      ? sqliteEventStore({ path, netIntervalMs: 20 })
      : eventStoreDb({ connectionString: server.connectionString });
  const stores = [await open(), await open(), await open()] as const;
  try {
    const seen = bug === 'skips' ? { seen: skipping(stores[0], 101) } : {};
    return await writersTrial({ stores, ...seen, ...orders });
  } finally {
    await Promise.all(stores.map((store) => store.close()));
    await server?.stop();
  }
};

let trials = 0;
