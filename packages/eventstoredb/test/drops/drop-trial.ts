import {
  type AllStreamResolvedEvent,
  EventStoreDBClient,
  START,
  streamNameFilter,
} from '@eventstore/db-client';
import type {
  EventStore,
  Position,
  RecordedEvent,
  SubscriptionMessage,
} from '@partner-incentives/event-sourcing';
import { eventStoreDb } from '@partner-incentives/eventstoredb';
import {
  type FaultPlan,
  standInServer,
  tcpProxy,
  type TcpProxy,
} from '@partner-incentives/eventstoredb/testing';
import * as E from 'fp-ts/lib/Either.js';
import { newEvents, stream, until } from '../with-stores.js';
import { randomly } from './randomly.js';

/** Ways for a subscription to end, or to go on for ever without a word. */
export const drops = [
  'cut',
  'ended',
  'ended by an error',
  'too slow',
  'cancelled',
  'garbled',
  'stalled',
  'half-open',
] as const;
export type Drop = (typeof drops)[number];

/** From a position on, for ever. */
export type Subscribe = (
  from: Position | undefined,
  signal: AbortSignal,
) => AsyncIterable<SubscriptionMessage>;

export interface DropTrial {
  readonly drop: Drop;
  readonly times: number;
  readonly seed: number;
  /** How to subscribe, if not by the store. */
  readonly by?: (store: EventStore, connectionString: string) => Subscribe;
}

/** So many drops, by several consumers at a time: most of it is waiting. Says what was lost or doubled. */
export const dropTrials = async (trial: DropTrial): Promise<ReadonlyArray<string>> => {
  const consumers = Math.min(10, trial.times);
  const wrong = Array.from({ length: consumers }, (_, at) =>
    dropTrial({ ...trial, times: Math.ceil(trial.times / consumers), seed: trial.seed + at }),
  );
  return (await Promise.all(wrong)).flat();
};

/**
 * Drops a subscription so many times, each after a random number of events, half of them while others are written. Its
 * consumer keeps what it heard, and the position of it, and starts anew from there now and then. Says what was lost or
 * doubled.
 */
const dropTrial = async ({
  drop,
  times,
  seed,
  by = byTheStore,
}: DropTrial): Promise<ReadonlyArray<string>> => {
  const random = randomly(seed);
  const server = await standInServer();
  const proxy = await tcpProxy(server);
  const connectionString = proxy.through(server.connectionString);
  const writing = eventStoreDb({ connectionString: server.connectionString });
  const deadlines = { appendMs: 5_000, readMs: drop === 'half-open' ? 200 : 2_000, silenceMs: 40 };
  const reading = eventStoreDb({ connectionString, deadlines });
  const written: string[] = [];
  const write = async (appends: number) => {
    for (let append = 0; append < appends; append++) {
      const events = newEvents(64);
      const answer = await writing.append(stream('a'), written.length - 1, events)();
      if (E.isLeft(answer)) throw new Error(`nothing was written: ${JSON.stringify(answer.left)}`);
      written.push(...events.map(({ id }) => id));
    }
  };
  const half = Math.ceil((times * mostEvents) / 64 / 2);
  const expected = half * 2 * 64;
  await write(half);
  const holes: number[] = [];
  for (let call = 1; call <= times; call++) {
    const offset = Math.floor(random() * mostEvents);
    if (drop === 'half-open') holes.push((holes.at(-1) ?? 0) + 1 + offset);
    else plan(drop, server.faults.nth(call, 'subscribe').after(offset));
  }
  const others = write(half);

  const kept: { ids: string[]; position: Position | undefined } = { ids: [], position: undefined };
  const subscribe = by(reading, connectionString);
  while (kept.ids.length < expected) {
    const leaving = new AbortController();
    const before = kept.ids.length;
    for await (const message of subscribe(kept.position, leaving.signal)) {
      if (message._tag === 'CaughtUp') continue;
      kept.position = message._tag === 'Event' ? message.event.position : message.position;
      if (message._tag !== 'Event') continue;
      kept.ids.push(message.event.id);
      if (kept.ids.length === holes[0]) {
        holes.shift();
        void hole(proxy);
      }
      if (kept.ids.length === expected || kept.ids.length === before + restartsAfter) break;
    }
    leaving.abort();
    if (kept.ids.length < before + 1) break;
  }
  await others;
  const struck = drop === 'half-open' ? times - holes.length : server.faults.struck;
  await Promise.all([writing.close(), reading.close()]);
  await proxy.close();
  await server.stop();
  return [
    ...(struck < times ? [`only ${struck} of ${times} drops`] : []),
    ...differences(kept.ids, written),
  ];
};

const mostEvents = 12;
const restartsAfter = 97;

const byTheStore =
  (store: EventStore): Subscribe =>
  (from, signal) =>
    store.subscribe({ signal, filter: { categories: ['note'] }, ...(from && { from }) });

/** As one writes it in an hour: again after each end, from where it was told to begin. */
export const byABareLoop = (_: EventStore, connectionString: string): Subscribe =>
  async function* heard(from, signal) {
    const client = EventStoreDBClient.connectionString(connectionString);
    const fromPosition =
      from === undefined ? START : { commit: BigInt(from), prepare: BigInt(from) };
    try {
      while (!signal.aborted) {
        const filter = streamNameFilter({ prefixes: ['note-'] });
        try {
          for await (const { event } of client.subscribeToAll({ fromPosition, filter })) {
            if (event !== undefined) yield { _tag: 'Event', event: recorded(event) };
          }
        } catch {
          continue;
        }
      }
    } finally {
      await client.dispose();
    }
  };

const recorded = ({ id, type, data, metadata, revision, position }: BareEvent): RecordedEvent => ({
  id,
  type,
  data,
  metadata,
  schemaVersion: 1,
  revision: Number(revision),
  position: String(position.commit).padStart(20, '0') as Position,
  stream: stream('a'),
});

type BareEvent = NonNullable<AllStreamResolvedEvent['event']>;

const plan = (drop: Drop, fault: Faults): void => {
  switch (drop) {
    case 'cut':
      return fault.cut();
    case 'ended':
      return fault.end();
    case 'ended by an error':
      return fault.refuse('the node is going away');
    case 'too slow':
      return fault.overflow();
    case 'cancelled':
      return fault.failWith('CANCELLED', 'The call was cancelled.');
    case 'garbled':
      return fault.garble();
    case 'stalled':
      return fault.hang();
    case 'half-open':
  }
};

const subscriptions = (faults: FaultPlan) => faults.next('subscribe');
type Faults = ReturnType<typeof subscriptions>;

/** Nothing comes through any more, until somebody tries another connection. */
const hole = async (proxy: TcpProxy): Promise<void> => {
  const before = proxy.connections();
  proxy.blackHole();
  await until(() => proxy.connections() !== before);
  await proxy.heal();
};

const differences = (heard: ReadonlyArray<string>, written: ReadonlyArray<string>) => {
  const missing = written.length - new Set(heard).size;
  const doubled = heard.length - new Set(heard).size;
  const inOrder = heard.every((id, at) => id === written[at]);
  return [
    ...(missing === 0 ? [] : [`${missing} lost`]),
    ...(doubled === 0 ? [] : [`${doubled} doubled`]),
    ...(missing !== 0 || doubled !== 0 || inOrder ? [] : ['out of order']),
  ];
};
