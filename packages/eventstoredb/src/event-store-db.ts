import {
  checkLimits,
  type EventStore,
  pulledSubscription,
  type ReadAllOptions,
} from '@partner-incentives/event-sourcing';
import * as E from 'fp-ts/lib/Either.js';
import { Appending } from './appending.js';
import { Connection } from './connection.js';
import { connectionSettings, type Credentials } from './connection-settings.js';
import type { Deadlines } from './deadlines.js';
import { logPositionOf } from './position.js';
import { prepareAppend } from './prepared-append.js';
import { headOf, readAll, type Reading, readStream } from './reading.js';
import { storedNames } from './stored-names.js';
import { SubscriptionFeed } from './subscription-feed.js';

export interface EventStoreDbOptions {
  /**
   * As the client takes it: `esdb://[user:password@]host[:port][,host…][?tls=false&…]`, or `esdb+discover://` with one
   * DNS name.
   */
  readonly connectionString: string;
  /** Instead of those in the connection string. A server without TLS does not ask for any. */
  readonly credentials?: Credentials;
  readonly deadlines?: Partial<Deadlines>;
  /**
   * Letters. Every stream stands on the server as `prefix.category-id`, and nothing else is seen: so that several may
   * share one server.
   */
  readonly categoryPrefix?: string;
}

/**
 * An event store on EventStoreDB. Nothing is connected, and the client not even loaded, before it is first needed.
 * Throws `ConnectionStringError`, and `RangeError` for a prefix that is none.
 */
export const eventStoreDb = (options: EventStoreDbOptions): EventStore => {
  const parsed = connectionSettings(options.connectionString);
  const settings = { ...parsed, ...(options.credentials && { credentials: options.credentials }) };
  const { defaultDeadline = 10_000, nodePreference = 'leader' } = settings;
  const {
    appendMs = defaultDeadline,
    readMs = defaultDeadline,
    silenceMs = 10_000,
  } = options.deadlines ?? {};
  const names = storedNames(options.categoryPrefix);
  const closing = new AbortController();
  // What a decision reads and writes is the leader's; everything else too, unless another kind of node is asked for.
  const leader = new Connection({ ...settings, nodePreference: 'leader' });
  const other = nodePreference === 'leader' ? leader : new Connection(settings);
  const appending = new Appending(leader, appendMs);
  const deciding: Reading = {
    connection: leader,
    names,
    options: { requiresLeader: true, ms: readMs },
  };
  const following: Reading = {
    connection: other,
    names,
    options: { requiresLeader: other === leader, ms: readMs },
  };
  return {
    append: (stream, expected, events) => async () => {
      const tooLarge = checkLimits(events);
      if (tooLarge !== undefined) return E.left(tooLarge);
      return appending.send(stream, prepareAppend(names.stored(stream), expected, events));
    },
    read: (stream, range) => readStream(deciding, stream, range),
    readAll: (range: ReadAllOptions = {}) => readAll(following, range),
    subscribe: ({ from, filter, signal }) => {
      if (from !== undefined) logPositionOf(from);
      return pulledSubscription(
        () => new SubscriptionFeed({ reading: following, from, filter, silenceMs }),
        closing.signal,
        signal,
      );
    },
    head: () => headOf(other, following.options),
    close: async () => {
      closing.abort();
      await Promise.all([leader.close(), other.close()]);
    },
  };
};
