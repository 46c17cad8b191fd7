import * as E from 'fp-ts/lib/Either.js';
import type { Position, RecordedEvent } from '../../src/envelope.js';
import { matchesFilter } from '../../src/event-filter.js';
import type { EventFilter, ReadAllOptions, SubscriptionMessage } from '../../src/event-store.js';
import { broken, type BrokenStore } from './broken-store.js';
import { each, preceded, toArray } from './streams.js';

const order = 'readAll follows the order in which events were recorded, every time';
const text = 'positions order as text';
const from = 'readAll begins after the position it is given';
const category = 'a filter by category takes exactly its categories';
const type = 'a filter by type takes exactly its types';
const both = 'a filter by category and type asks for both';
const limit = 'the limit of readAll counts what the filter lets through';
const head = 'the head is the position of the last event';

type Matches = (event: RecordedEvent, filter: EventFilter) => boolean;

/** Filters in its own way. */
const filtering = (breaks: string, bug: string, matches: Matches): BrokenStore =>
  broken(breaks, bug, (store) => ({
    readAll: async function* ({ filter, limit: most = Infinity, ...options }: ReadAllOptions = {}) {
      let left = most;
      for await (const event of store.readAll(options)) {
        if (left > 0 && (filter === undefined || matches(event, filter))) {
          left--;
          yield event;
        }
      }
    },
  }));

const rightly: Matches = (event, filter) => matchesFilter(filter)(event);

export const brokenReadingAll: ReadonlyArray<BrokenStore> = [
  broken(order, 'tells stream after stream', (store) => ({
    readAll: async function* (options) {
      const events = await toArray(store.readAll(options));
      yield* events.toSorted((a, b) => a.stream.localeCompare(b.stream));
    },
  })),

  broken(text, 'does not pad its positions', (store) => ({
    append: (stream, expected, events) => async () => {
      const answer = await store.append(stream, expected, events)();
      if (E.isLeft(answer) || answer.right.position === undefined) return answer;
      return E.right({ ...answer.right, position: unpadded(answer.right.position) });
    },
    read: (stream, options) => each(store.read(stream, options), (event) => [bare(event)]),
    readAll: (options = {}) => each(store.readAll(inner(options)), (event) => [bare(event)]),
    subscribe: (options) =>
      each(store.subscribe(inner(options)), (message): SubscriptionMessage[] => {
        if (message._tag === 'CaughtUp') return [message];
        if (message._tag === 'Checkpoint') return [bare(message)];
        return [{ ...message, event: bare(message.event) }];
      }),
    head: async () => {
      const position = await store.head();
      return position && unpadded(position);
    },
  })),

  broken(from, 'begins at the position it is given', (store, log) => ({
    readAll: (options = {}) => {
      const at = log.events.filter(({ position }) => position === options.from);
      return preceded(at.filter(matchesFilter(options.filter)), store.readAll(options));
    },
  })),

  filtering(category, 'takes categories that begin alike', (event, { categories, ...filter }) => {
    const alike = (categories ?? ['']).some((each_) => event.stream.startsWith(each_));
    return alike && rightly(event, filter);
  }),

  filtering(category, 'takes the first of several categories', (event, filter) =>
    rightly(event, {
      ...filter,
      ...(filter.categories && { categories: filter.categories.slice(0, 1) }),
    }),
  ),

  filtering(type, 'takes types that begin alike', (event, { types, ...filter }) => {
    const alike = (types ?? ['']).some((wanted) => event.type.startsWith(wanted));
    return alike && rightly(event, filter);
  }),

  filtering(type, 'takes types in any case', (event, { types, ...filter }) => {
    const wanted = types?.map((name) => name.toLowerCase());
    const lower = { ...event, type: event.type.toLowerCase() };
    return rightly(lower, wanted ? { ...filter, types: wanted } : filter);
  }),

  filtering(both, 'takes what has the category or the type', (event, { categories, types }) =>
    categories && types
      ? rightly(event, { categories }) || rightly(event, { types })
      : rightly(event, { ...(categories && { categories }), ...(types && { types }) }),
  ),

  broken(limit, 'counts what the filter holds back', (store) => ({
    readAll: ({ filter, ...options } = {}) =>
      each(store.readAll(options), (event) => (matchesFilter(filter)(event) ? [event] : [])),
  })),

  broken(head, 'tells the first head for ever', (store) => {
    let first: Position | undefined;
    return { head: async () => (first ??= await store.head()) };
  }),
];

const bare = <Placed extends { readonly position: Position }>(placed: Placed): Placed => ({
  ...placed,
  position: unpadded(placed.position),
});

const inner = <Options extends { readonly from?: Position }>(options: Options): Options =>
  options.from === undefined ? options : { ...options, from: padded(options.from) };

const unpadded = (position: Position): Position =>
  String(Number(position) - 1_000_000_000) as Position;
const padded = (position: Position): Position =>
  String(Number(position) + 1_000_000_000) as Position;
