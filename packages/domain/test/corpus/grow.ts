import { eventCodec } from '@partner-incentives/event-sourcing';
import { categoryOf } from '@partner-incentives/event-sourcing/stream-name';
import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import { foldOf } from '../../src/aggregates.js';
import { eventSchemas, type Event } from '../../src/catalogue.js';
import { policyPresets } from '../../src/vocabulary/policy.js';
import { travel } from '../random/journey.js';
import { routes } from '../random/routes.js';
import { addEntry, type StreamEntry } from './corpus-files.js';

const codec = eventCodec(eventSchemas);
const most = 8;

/**
 * Adds what the corpus lacks: a file for each event type and newest version that has none, and whole streams of each
 * category that has none, all from random journeys. What is there is never touched.
 */
export const grow = (): void => {
  const journeys = fc.sample(routes, { numRuns: 3_000, seed: 2024 }).map((route) => travel(route));
  const byType = new Map<string, ReadonlyMap<string, Event>>();
  const longest = new Map<string, ReadonlyArray<Event>>();
  for (const { domain } of journeys) {
    for (const [stream, { events }] of domain.streams) {
      for (const event of events) keepShape(byType, event);
      keepLongest(longest, stream, events);
    }
  }
  for (const policy of Object.values(policyPresets)) {
    keepShape(byType, { type: 'PolicyAdopted', effectiveAt: first, data: { policy } });
  }
  for (const [type, shapes] of byType) {
    const schemaVersion = codec.versionOf(type);
    const instances = [...shapes.values()].map((event) => ({
      stored: Object(storedOf(event).data) as object,
      read: event.data,
    }));
    addEntry(`events/${type}.v${schemaVersion}.json`, { type, schemaVersion, instances });
  }
  for (const [kind, events] of longest) addEntry(`streams/${kind}.json`, streamEntry(kind, events));
};

const first = '2023-07-01T00:00:00.000Z' as Event['effectiveAt'];

/** One event of each shape: which fields it has, down to the kinds of what they hold. */
const keepShape = (byType: Map<string, ReadonlyMap<string, Event>>, event: Event): void => {
  const known = byType.get(event.type) ?? new Map<string, Event>();
  const shape = event.type === 'PolicyAdopted' ? JSON.stringify(event.data) : shapeOf(event.data);
  if (known.size < most && !known.has(shape))
    byType.set(event.type, new Map([...known, [shape, event]]));
};

const shapeOf = (value: unknown): string => {
  if (Array.isArray(value)) return `[${[...new Set(value.map(shapeOf))].toSorted().join()}]`;
  if (typeof value !== 'object' || value === null) return typeof value;
  return `{${Object.entries(value)
    .map(([key, inner]) => `${key}:${key === 'kind' || key === 'code' ? inner : shapeOf(inner)}`)
    .toSorted()
    .join()}}`;
};

/** The streams that most of the journeys are about. */
const told = /^tenant|-(Contoso|UK|IR|IR_UK|OPEN_UK|IR_Contoso)$/;

/** For each category, and for enrollments by their last event, the stream with the most kinds of events. */
const keepLongest = (
  longest: Map<string, ReadonlyArray<Event>>,
  stream: string,
  events: ReadonlyArray<Event>,
): void => {
  const last = events.at(-1);
  if (last === undefined || !told.test(stream)) return;
  const isLegacy = events[0]?.type === 'LegacyEnrollmentImported';
  const category = categoryOf(stream);
  const kind =
    category === 'enrollment' ? `${stream}.${isLegacy ? 'legacy.' : ''}${last.type}` : stream;
  const kinds = (list: ReadonlyArray<Event>) => new Set(list.map(({ type }) => type)).size;
  if (kinds(events) > kinds(longest.get(kind) ?? [])) longest.set(kind, events);
};

const streamEntry = (kind: string, events: ReadonlyArray<Event>): StreamEntry => {
  const [stream = kind] = kind.startsWith('enrollment-') ? kind.split('.') : [kind];
  const fold = foldOf(categoryOf(stream));
  let state: unknown = fold.initial;
  return {
    stream,
    events: events.map((event) => {
      state = fold.evolve(state, event);
      return { ...storedOf(event), effectiveAt: event.effectiveAt, stateAfter: state };
    }),
  };
};

const storedOf = ({ type, data }: Event) => {
  const stored = codec.encode(type, data);
  if (E.isLeft(stored)) throw new Error(`${type} cannot be stored: ${JSON.stringify(data)}`);
  return stored.right;
};
