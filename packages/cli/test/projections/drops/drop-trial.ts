import { randomInt } from 'node:crypto';
import type { EventStore } from '@partner-incentives/event-sourcing';
import { eventStoreDb } from '@partner-incentives/eventstoredb';
import {
  type FaultPlan,
  standInServer,
  tcpProxy,
  type TcpProxy,
} from '@partner-incentives/eventstoredb/testing';
import { openReadStore } from '@partner-incentives/sql';
import { appending, until, workerOn } from '../in-process.js';
import { PlainFold, unfinished } from '../plain-fold.js';
import { skipping } from '../skipping.js';
import { models, several } from '../tallies.mjs';

/** What ends a subscription, or makes it go on for ever without a word. */
const fates: Readonly<Record<string, (fault: Fault) => void>> = {
  cut: (fault) => fault.cut(),
  ended: (fault) => fault.end(),
  refused: (fault) => fault.refuse('the node is going away'),
  'too slow': (fault) => fault.overflow(),
  cancelled: (fault) => fault.failWith('CANCELLED', 'The call was cancelled.'),
  garbled: (fault) => fault.garble(),
  stalled: (fault) => fault.hang(),
};
export const drops = [...Object.keys(fates), 'half-open'];

const subscription = (faults: FaultPlan) => faults.next('subscribe').after(0);
type Fault = ReturnType<typeof subscription>;

export interface DropTrial {
  readonly struck: number;
  readonly damage: ReadonlyArray<string>;
}

/**
 * A worker follows an EventStoreDB while its subscriptions are dropped so many times, each after a random number of
 * events, half of them while others write.
 */
export const dropTrial = async (
  drop: string,
  times: number,
  rows: string,
  bug?: 'skips',
): Promise<DropTrial> => {
  const server = await standInServer();
  const proxy = await tcpProxy(server);
  const connectionString = proxy.through(server.connectionString);
  const writing = eventStoreDb({ connectionString: server.connectionString });
  const deadlines = { appendMs: 5_000, readMs: drop === 'half-open' ? 200 : 2_000, silenceMs: 50 };
  const reading = eventStoreDb({ connectionString, deadlines });
  const readStore = await openReadStore(rows);
  let holes = 0;
  const dig = () => {
    holes += 1;
    void hole(proxy);
  };
  const holed = drop === 'half-open' ? holing(reading, times, dig) : reading;
  const seen = bug === 'skips' ? skipping(holed, 31) : holed;
  const worker = workerOn(seen, readStore, { batchSize: 8, random: () => Math.random() / 10 });
  const append = appending(writing);
  const half = times * mostEvents;
  const write = async (first: number) => {
    for (let n = first; n < first + half; n += 6) await append(...several(n, 20, 6));
  };
  try {
    await write(0);
    for (let call = 1; call <= times; call++) {
      fates[drop]?.(server.faults.nth(call, 'subscribe').after(randomInt(mostEvents)));
    }
    worker.start();
    await write(half);
    // Its own connection may be cut while it asks.
    await worker.caughtUp(await writing.head());
    const folds = models.map(({ name }) => new PlainFold(writing, name));
    const damage = await unfinished(folds, readStore);
    return { struck: drop === 'half-open' ? holes : server.faults.struck, damage };
  } finally {
    await worker.stop();
    await readStore.close();
    await Promise.all([writing.close(), reading.close()]);
    await proxy.close();
    await server.stop();
  }
};

const mostEvents = 12;

/** Tells at random events, so many in all, that now is the time. */
const holing = (store: EventStore, times: number, now: () => void): EventStore => {
  let [left, events] = [times, 1 + randomInt(mostEvents)];
  return {
    ...store,
    async *subscribe(options) {
      for await (const message of store.subscribe(options)) {
        if (left > 0 && --events === 0) {
          left -= 1;
          events = 1 + randomInt(mostEvents);
          now();
        }
        yield message;
      }
    },
  };
};

/** Nothing comes through any more, until somebody tries another connection. */
const hole = async (proxy: TcpProxy): Promise<void> => {
  const before = proxy.connections();
  proxy.blackHole();
  await until(() => proxy.connections() !== before);
  await proxy.heal();
};
