import { randomUUID } from 'node:crypto';
import { EventStoreDBClient } from '@eventstore/db-client';
import {
  type EventStore,
  isStreamId,
  type NewEvent,
  type Position,
  type RecordedEvent,
  streamName,
  type StreamName,
  type SubscriptionMessage,
} from '@partner-incentives/event-sourcing';
import { type Deadlines, eventStoreDb } from '@partner-incentives/eventstoredb';
import {
  type StandInOptions,
  type StandInServer,
  standInServer,
} from '@partner-incentives/eventstoredb/testing';

export interface Subjects {
  readonly server: StandInServer;
  readonly store: EventStore;
  /** Another store on the same server, or on what is named. */
  readonly another: (connectionString?: string, deadlines?: Partial<Deadlines>) => EventStore;
  /** The client as it is. */
  readonly bare: EventStoreDBClient;
  readonly anotherBare: (connectionString?: string) => EventStoreDBClient;
}

/** Short, so that a test of them need not wait; long enough for everything that does answer. */
export const shortDeadlines: Deadlines = { appendMs: 1_000, readMs: 1_000, silenceMs: 500 };

/** A stand-in with a store and a bare client on it, for the time of one test. */
export const withStores =
  (
    use: (subjects: Subjects) => Promise<void>,
    {
      deadlines = {},
      ...options
    }: StandInOptions & { readonly deadlines?: Partial<Deadlines> } = {},
  ) =>
  async (): Promise<void> => {
    const server = await standInServer(options);
    const stores: EventStore[] = [];
    const clients: EventStoreDBClient[] = [];
    const another: Subjects['another'] = (
      connectionString = server.connectionString,
      given = {},
    ) => {
      const store = eventStoreDb({ connectionString, deadlines: given });
      stores.push(store);
      return store;
    };
    const anotherBare = (connectionString = server.connectionString) => {
      const client = EventStoreDBClient.connectionString(connectionString);
      clients.push(client);
      return client;
    };
    try {
      await use({
        server,
        another,
        anotherBare,
        store: another(undefined, deadlines),
        bare: anotherBare(),
      });
    } finally {
      await Promise.allSettled(stores.map((store) => store.close()));
      await Promise.allSettled(clients.map((client) => client.dispose()));
      await server.stop();
    }
  };

/** The bare client's plain Append. */
export const plain = { credentials: { username: 'admin', password: 'changeit' } } as const;

export const stream = (id: string, category = 'note'): StreamName => {
  if (!isStreamId(id)) throw new Error(`no stream id: ${id}`);
  return streamName(category, id);
};

export const newEvent = (given: Partial<NewEvent> = {}): NewEvent => ({
  id: randomUUID(),
  type: 'Noted',
  schemaVersion: 1,
  data: { note: 'of a test' },
  metadata: { by: 'a test' },
  ...given,
});

export const newEvents = (count: number): readonly [NewEvent, ...NewEvent[]] => [
  newEvent(),
  ...Array.from({ length: count - 1 }, () => newEvent()),
];

export const collect = async <Item>(items: AsyncIterable<Item>): Promise<Item[]> => {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
};

export const ids = (events: ReadonlyArray<{ readonly id: string }>): string[] =>
  events.map(({ id }) => id);

/** Listens to what tests write, until the store is closed. */
export const subscribed = (
  store: EventStore,
  from?: Position,
): AsyncIterator<SubscriptionMessage> => {
  const { signal } = new AbortController();
  const filter = { categories: ['note'] };
  return store.subscribe({ signal, filter, ...(from && { from }) })[Symbol.asyncIterator]();
};

/** The next so many events of a subscription. */
export const hear = async (
  messages: AsyncIterator<SubscriptionMessage>,
  count: number,
): Promise<RecordedEvent[]> => {
  const events: RecordedEvent[] = [];
  while (events.length < count) {
    const step = await messages.next();
    if (step.done === true) break;
    if (step.value._tag === 'Event') events.push(step.value.event);
  }
  return events;
};

/** Whether a promise is still open when everything that is due has happened. */
export const isPending = async (promise: Promise<unknown>): Promise<boolean> => {
  const open = Symbol('open');
  const settled = promise.then(
    () => undefined,
    () => undefined,
  );
  await new Promise(setImmediate);
  return (await Promise.race([settled, Promise.resolve(open)])) === open;
};

/** What the promise is rejected with. */
export const rejection = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    (value) => Promise.reject(new Error(`It was fulfilled: ${JSON.stringify(value)}`)),
    (error: unknown) => error,
  );

/** Asks again until it is so; the test's own deadline ends what never is. */
export const until = async (isSo: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 10));
};
