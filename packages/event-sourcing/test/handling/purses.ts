import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import {
  commandHandler,
  eventCodec,
  isStreamId,
  streamName,
  type Aggregate,
  type CommandEnvelope,
  type CommandHandlerOptions,
  type EventsOf,
  type EventStore,
  type FactsQuery,
  type Instant,
  type Rejection,
  type StreamId,
  type StreamName,
} from '../../src/index.js';

// A domain small enough to see through: purses with a balance, and limits that a withdrawal reads in another stream.

export const id = (text: string): StreamId => {
  if (!isStreamId(text)) throw new TypeError(`no stream id: ${text}`);
  return text;
};
export const purseOf = (name: string): StreamName => streamName('purse', id(name));
export const limitOf = (name: string): StreamName => streamName('limit', id(name));
export const on = (day: number): Instant =>
  `2024-03-${String(day).padStart(2, '0')}T00:00:00.000Z` as Instant;

export type Command =
  | { readonly type: 'Deposit'; readonly purse: string; readonly amount: number }
  | {
      readonly type: 'Withdraw';
      readonly purse: string;
      readonly amount: number;
      /** Reads this limit; as of the command's instant where `asOf` is set. */
      readonly limit?: string;
      readonly asOf?: boolean;
    }
  | { readonly type: 'Empty'; readonly purse: string }
  | { readonly type: 'SetLimit'; readonly limit: string; readonly most: number };

const amount = t.strict({ amount: t.number });

export const schemas = {
  Deposited: { version: 1, codec: amount },
  /** With what the decision saw, so that a test can tell which state it stood on. */
  Withdrawn: {
    version: 1,
    codec: t.strict({ amount: t.number, before: t.number, most: t.union([t.number, t.null]) }),
  },
  FeeTaken: { version: 1, codec: amount },
  LimitSet: { version: 1, codec: t.strict({ most: t.number }) },
};
export type Event = EventsOf<typeof schemas>;

export interface Refused extends Rejection {
  readonly _tag: 'Overdrawn' | 'OverLimit';
  readonly balance?: number | undefined;
}

export interface Context {
  readonly policy?: string;
}

export interface Purses {
  readonly Command: Command;
  readonly Event: Event;
  readonly State: unknown;
  readonly Facts: unknown;
  readonly Context: Context;
  readonly Rejection: Refused;
}

interface PurseTypes extends Purses {
  readonly State: number | undefined;
  readonly Facts: number | undefined;
}

export const fee = 1;

/** More than 100 at once costs a fee: one command, two events. */
const withdrawn = (
  of: number,
  before: number,
  most: number | undefined,
  at: Instant,
): ReadonlyArray<Event> => [
  { type: 'Withdrawn', effectiveAt: at, data: { amount: of, before, most: most ?? null } },
  ...(of > 100 ? [{ type: 'FeeTaken' as const, effectiveAt: at, data: { amount: fee } }] : []),
];

const refused = (_tag: Refused['_tag'], balance?: number): E.Either<Refused, never> =>
  E.left({ _tag, rule: 'toy', fixableBy: ['ines'], balance });

class CorruptHistory extends Error {
  readonly _tag = 'CorruptHistory';
}

export const purse: Aggregate<PurseTypes> = {
  category: 'purse',
  commandTypes: ['Deposit', 'Withdraw', 'Empty'],
  stream: (command) => purseOf('purse' in command ? command.purse : ''),
  initial: undefined,
  evolve: (balance, event) => {
    switch (event.type) {
      case 'Deposited':
        return (balance ?? 0) + event.data.amount;
      case 'Withdrawn':
      case 'FeeTaken':
        if (balance === undefined) throw new CorruptHistory('nothing was ever put in');
        return balance - event.data.amount;
      case 'LimitSet':
        throw new CorruptHistory('a purse has no limit');
    }
  },
  *facts({ at, command }): FactsQuery<number | undefined> {
    if (command.type !== 'Withdraw' || command.limit === undefined) return undefined;
    const stream = limitOf(command.limit);
    const [most] = yield [command.asOf === true ? { stream, asOf: at } : { stream }];
    return most as number | undefined;
  },
  decide: ({ at, command }, balance = 0, most) => {
    switch (command.type) {
      case 'Deposit':
        return E.right([{ type: 'Deposited', effectiveAt: at, data: { amount: command.amount } }]);
      case 'Withdraw':
        if (command.amount > balance) return refused('Overdrawn', balance);
        if (most !== undefined && command.amount > most) return refused('OverLimit');
        return E.right(withdrawn(command.amount, balance, most, at));
      case 'Empty':
        return E.right(balance === 0 ? [] : withdrawn(balance, balance, most, at));
      case 'SetLimit':
        throw new TypeError('not for a purse');
    }
  },
  account: (_command, balance) => `account-${String(balance ?? 'new')}`,
};

interface LimitTypes extends Purses {
  readonly State: number | undefined;
  readonly Facts: undefined;
}

export const limit: Aggregate<LimitTypes> = {
  category: 'limit',
  commandTypes: ['SetLimit'],
  stream: (command) => limitOf('most' in command ? command.limit : ''),
  initial: undefined,
  evolve: (most, event) => (event.type === 'LimitSet' ? event.data.most : most),
  *facts(): FactsQuery<undefined> {
    yield [];
    return undefined;
  },
  decide: ({ at, command }) =>
    command.type === 'SetLimit'
      ? E.right([{ type: 'LimitSet', effectiveAt: at, data: { most: command.most } }])
      : E.right([]),
  account: () => undefined,
};

export const codec = eventCodec(schemas);

export const aggregateFor = (command: Command): Aggregate<Purses> =>
  command.type === 'SetLimit' ? limit : purse;

export const foldOf = (category: string): Aggregate<Purses> =>
  category === 'limit' ? limit : purse;

/** A handler with a cache of its own, as another process has; it waits for nothing. */
export const handlerOn = (
  store: EventStore,
  options: Partial<CommandHandlerOptions<Purses>> = {},
) =>
  commandHandler<Purses>({
    store,
    codec,
    aggregateFor,
    foldOf,
    clock: { now: () => on(28) },
    backOff: () => Promise.resolve(),
    ...options,
  });

export const ines = { kind: 'user', id: 'ines' } as const;

export const command = (
  commandId: string,
  of: Command,
  more: Partial<CommandEnvelope<Command>> = {},
): CommandEnvelope<Command> => ({
  commandId: id(commandId),
  actor: ines,
  at: on(1),
  command: of,
  ...more,
});

export const deposit = (purseName: string, of: number): Command => ({
  type: 'Deposit',
  purse: purseName,
  amount: of,
});
export const withdraw = (purseName: string, of: number, limitName?: string): Command => ({
  type: 'Withdraw',
  purse: purseName,
  amount: of,
  ...(limitName === undefined ? {} : { limit: limitName }),
});

/** What a stream holds, or the whole store. */
export const recordedIn = async (store: EventStore, stream?: StreamName) => {
  const all = [];
  for await (const event of stream === undefined ? store.readAll() : store.read(stream)) {
    all.push(event);
  }
  return all;
};

export const typesIn = async (store: EventStore, stream?: StreamName) =>
  (await recordedIn(store, stream)).map(({ type }) => type);

/** The balance that replay finds. */
export const balanceIn = async (store: EventStore, name: string): Promise<number | undefined> => {
  let balance: number | undefined;
  for (const recorded of await recordedIn(store, purseOf(name))) {
    const decoded = codec.decode(recorded);
    if (decoded._tag !== 'Event') throw new Error(decoded._tag);
    balance = purse.evolve(balance, codec.event(decoded, on(1)));
  }
  return balance;
};
