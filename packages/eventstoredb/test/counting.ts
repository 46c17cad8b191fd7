import {
  type Aggregate,
  chainLink,
  chainSeed,
  commandHandler,
  type CommandHandler,
  type DomainEvent,
  type EventCodec,
  type EventStore,
  type FactsQuery,
  type Instant,
  isStreamId,
  type Metadata,
  type RecordedEvent,
  type Rejection,
  type StreamId,
} from '@partner-incentives/event-sourcing';
import * as E from 'fp-ts/lib/Either.js';
import { collect, stream } from './with-stores.js';

// The smallest domain there is: each command counts once, or twice in one append.

interface Count {
  readonly type: 'Count';
  readonly counter: string;
  readonly times: 1 | 2;
}

type Counted = DomainEvent<'Counted', { readonly after: number }>;

interface Counting {
  readonly Command: Count;
  readonly Event: Counted;
  readonly State: number;
  readonly Facts: undefined;
  readonly Context: undefined;
  readonly Rejection: Rejection;
}

const counter: Aggregate<Counting> = {
  category: 'note',
  commandTypes: ['Count'],
  stream: (command) => stream(command.counter),
  initial: 0,
  evolve: (count) => count + 1,
  *facts(): FactsQuery<undefined> {
    yield [];
    return undefined;
  },
  decide: ({ at, command }, count) =>
    E.right(
      [count, count + 1]
        .slice(0, command.times)
        .map((after) => ({ type: 'Counted', effectiveAt: at, data: { after } }) as const),
    ),
  account: () => undefined,
};

const codec: EventCodec<Counted> = {
  decode: ({ type, data }) => {
    const after: unknown = Reflect.get(Object(data), 'after');
    return type === 'Counted' && typeof after === 'number'
      ? { _tag: 'Event', type, data: { after } }
      : { _tag: 'UnknownType', type };
  },
  encode: (type, data) => E.right({ type, schemaVersion: 1, data }),
  storesAsItIs: () => true,
  event: ({ type, data }, effectiveAt) => ({ type, data, effectiveAt }),
  versionOf: () => 1,
};

/** A handler with a cache of its own, as another process has, and its own clock. */
export const handlerOn = (store: EventStore, now = '2024-03-01T00:00:00.000Z') =>
  commandHandler<Counting>({
    store,
    codec,
    aggregateFor: () => counter,
    foldOf: () => counter,
    clock: { now: () => now as Instant },
    backOff: () => Promise.resolve(),
  });

export const count = (
  handle: CommandHandler<Counting>,
  commandId: string,
  into: string,
  times: 1 | 2,
) =>
  handle(
    {
      commandId: idOf(commandId),
      actor: { kind: 'user', id: 'ines' },
      at: '2024-03-01T00:00:00.000Z' as Instant,
      command: { type: 'Count', counter: into, times },
    },
    undefined,
  );

const idOf = (text: string): StreamId => {
  if (!isStreamId(text)) throw new Error(`no id: ${text}`);
  return text;
};

/** What is wrong with a stream that so many commands counted in: commands doubled or missing, links that do not hold. */
export const damage = async (
  store: EventStore,
  into: string,
  counted: ReadonlyMap<string, 1 | 2>,
): Promise<ReadonlyArray<string>> => {
  const wrong: string[] = [];
  const found = new Map<string, number>();
  let chain = chainSeed(stream(into));
  for (const event of await collect(store.read(stream(into)))) {
    const { commandId } = metadataOf(event);
    found.set(commandId, (found.get(commandId) ?? 0) + 1);
    const { chain: claimed, ...metadata } = metadataOf(event);
    chain = chainLink(chain, event.stream, event.revision, { ...event, metadata });
    if (chain !== claimed) wrong.push(`the chain is broken at revision ${event.revision}`);
    chain = claimed;
  }
  for (const [commandId, times] of counted) {
    const written = found.get(commandId) ?? 0;
    if (written !== times) wrong.push(`${commandId} stands there ${written} times, not ${times}`);
    found.delete(commandId);
  }
  for (const commandId of found.keys()) wrong.push(`${commandId} was never given`);
  return wrong;
};

const metadataOf = ({ metadata }: RecordedEvent): Metadata => metadata as Metadata;
