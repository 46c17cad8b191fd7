import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { EventStore } from '@partner-incentives/event-sourcing';
import { eventStoreDb } from '@partner-incentives/eventstoredb';
import { standInProcess } from '@partner-incentives/eventstoredb/testing';
import * as E from 'fp-ts/lib/Either.js';
import { newEvents, stream, subscribed } from './with-stores.js';

export interface HeapInUse {
  /** In bytes, after a tenth of the events and after all of them. */
  readonly readEarly: number;
  readonly readLate: number;
  readonly heardEarly: number;
  readonly heardLate: number;
  /** With a subscriber that took ten events and then rested. */
  readonly resting: number;
}

/** Reads and hears so many events of another process, and looks at what this one holds. */
export const heapInUse = async (events: number): Promise<HeapInUse> => {
  const server = await standInProcess();
  const store = eventStoreDb({ connectionString: server.connectionString });
  await write(store, events);
  const tenth = Math.floor(events / 10);
  const found = new Map<string, number>();
  const look = (what: string) => found.set(what, usedHeap());
  let read = 0;
  for await (const { revision } of store.readAll({ filter: { categories: ['note'] } })) {
    if (revision >= 0) read++;
    if (read === tenth) look('readEarly');
  }
  look('readLate');
  const messages = subscribed(store);
  for (let heard = 0; heard < read;) {
    const step = await messages.next();
    if (step.done === true || step.value._tag !== 'Event') continue;
    heard++;
    if (heard === tenth) look('heardEarly');
  }
  look('heardLate');
  const slow = subscribed(store);
  for (let heard = 0; heard < 10; heard++) await slow.next();
  await new Promise((resolve) => setTimeout(resolve, 500));
  look('resting');
  await store.close();
  await server.stop();
  if (read !== events) throw new Error(`${read} of ${events} events were read`);
  const at = (what: string) => found.get(what) ?? Number.NaN;
  return {
    readEarly: at('readEarly'),
    readLate: at('readLate'),
    heardEarly: at('heardEarly'),
    heardLate: at('heardLate'),
    resting: at('resting'),
  };
};

const write = async (store: EventStore, events: number): Promise<void> => {
  const streams = 16;
  const writers = Array.from({ length: streams }, async (_, at) => {
    const share = Math.floor(events / streams) + (at < events % streams ? 1 : 0);
    for (let written = 0; written < share;) {
      const next = newEvents(Math.min(64, share - written));
      const answer = await store.append(stream(`s${at}`), written - 1, next)();
      if (E.isLeft(answer)) throw new Error(answer.left._tag);
      written += next.length;
    }
  });
  await Promise.all(writers);
};

const usedHeap = (): number => {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc()');
  return process.memoryUsage().heapUsed;
};
