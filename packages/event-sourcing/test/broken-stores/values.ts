import { checkLimits } from '../../src/append-limits.js';
import type { NewEvent } from '../../src/envelope.js';
import type { EventStore } from '../../src/event-store.js';
import { UnreadableJson } from '../../src/envelope.js';
import { broken, type BrokenStore } from './broken-store.js';
import { each } from './streams.js';

const text = 'text of any script and every escape comes back as it went';
const proto = 'a field named __proto__ is a field like others';
const shapes = 'events of any type and shape are kept, ours or not';
const unreadable = 'an event that is no JSON is read as unreadable, and its neighbours are read';
const fixed = 'who wrote or read an event cannot change it';
const json = 'what JSON cannot hold is refused by an error, and nothing is written';

/** Changes data and metadata on their way in, once they were found to be JSON that fits. */
const storing = (breaks: string, bug: string, change: (value: unknown) => unknown): BrokenStore =>
  broken(breaks, bug, (store) => ({
    append: (stream, expected, events) => async () => {
      checkLimits(events);
      return store.append(stream, expected, changed(events, change))();
    },
  }));

const changed = (
  [first, ...rest]: readonly [NewEvent, ...NewEvent[]],
  change: (value: unknown) => unknown,
): [NewEvent, ...NewEvent[]] => {
  const one = (event: NewEvent): NewEvent => ({
    ...event,
    data: change(event.data),
    metadata: change(event.metadata),
  });
  return [one(first), ...rest.map(one)];
};

/** Holds the values of events itself: `keep` on their way in, `give` on their way out. */
const holding = (
  bug: string,
  keep: (value: unknown) => unknown,
  give: (value: unknown) => unknown,
): BrokenStore =>
  broken(fixed, bug, (store: EventStore) => {
    const held = new Map<string, Pick<NewEvent, 'data' | 'metadata'>>();
    return {
      append: (stream, expected, events) => async () => {
        checkLimits(events);
        for (const { id, data, metadata } of events) {
          held.set(id, { data: keep(data), metadata: keep(metadata) });
        }
        return store.append(stream, expected, changed(events, copy))();
      },
      read: (stream, options) =>
        each(store.read(stream, options), (event) => {
          const values = held.get(event.id) ?? event;
          return [{ ...event, data: give(values.data), metadata: give(values.metadata) }];
        }),
    };
  });

const copy = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const same = (value: unknown): unknown => value;

const assigned = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(assigned);
  const fields: Record<string, unknown> = {};
  for (const [key, child] of Object.entries(value)) fields[key] = assigned(child);
  return fields;
};

export const brokenValues: ReadonlyArray<BrokenStore> = [
  storing(text, 'composes its letters', (value) => JSON.parse(JSON.stringify(value).normalize())),

  storing(text, 'breaks lines at U+2028', (value) =>
    JSON.parse(JSON.stringify(value).replaceAll('\u2028', '\\n')),
  ),

  storing(proto, 'copies fields by assignment', assigned),

  broken(shapes, 'reads only metadata that is an object', (store) => ({
    read: (stream, options) =>
      each(store.read(stream, options), (event) => {
        if (typeof event.metadata !== 'object') throw new TypeError('metadata is no object');
        return [event];
      }),
  })),

  broken(unreadable, 'fails at what is no JSON', (store) => ({
    readAll: (options) =>
      each(store.readAll(options), (event) => {
        if (event.data instanceof UnreadableJson) throw new SyntaxError(event.data.reason);
        return [event];
      }),
  })),

  broken(unreadable, 'leaves out what is no JSON', (store) => ({
    subscribe: (options) =>
      each(store.subscribe(options), (message) =>
        message._tag === 'Event' && message.event.data instanceof UnreadableJson ? [] : [message],
      ),
  })),

  holding('keeps the objects of the writer', same, copy),

  holding('hands out the objects it keeps', copy, same),

  broken(json, 'writes null where JSON has no word', (store) => ({
    append: (stream, expected, events) => async () =>
      store.append(stream, expected, changed(events, copy))(),
  })),
];
