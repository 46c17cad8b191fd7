import { describe, expect, test } from '@jest/globals';
import { eventCodec, type Instant } from '@partner-incentives/event-sourcing';
import { categoryOf } from '@partner-incentives/event-sourcing/stream-name';
import { categories, foldOf } from '../../src/aggregates.js';
import { eventSchemas } from '../../src/catalogue.js';
import { eventEntries, presentSums, recordedSums, streamEntries } from './corpus-files.js';
import { grow } from './grow.js';

// Events as they lie on disks somewhere. What is here once must be read the same for ever: a change to the code may
// add files, with `GROW_CORPUS=1 npm run jest -- packages/domain/test/corpus`, and never change one.
if (process.env['GROW_CORPUS'] === '1') grow();

const codec = eventCodec(eventSchemas);
const events = eventEntries();
const streams = streamEntries();

/** The names of fields that a schema leaves to the writer. */
const optionalFields = (type: keyof typeof eventSchemas): ReadonlyArray<string> =>
  Object.keys(eventSchemas[type].codec.type.type.types[1].props);

describe('the corpus of stored events (§2)', () => {
  test('holds every type of event, in every version there ever was', () => {
    const wanted = Object.entries<{ readonly version: number }>(eventSchemas).flatMap(
      ([type, { version }]) =>
        Array.from({ length: version }, (_, i) => `events/${type}.v${i + 1}.json`),
    );
    expect(events.map(([file]) => file).toSorted()).toEqual(wanted.toSorted());
  });

  test('holds whole streams of every category', () => {
    const held = new Set(streams.map(([, { stream }]) => categoryOf(stream)));
    expect([...held].toSorted()).toEqual(categories.toSorted());
  });

  test('is as it was when each file was added', () => {
    expect(presentSums()).toEqual(recordedSums());
  });

  test.each(events)('%s is read as committed', (_, { type, schemaVersion, instances }) => {
    expect(instances.length).toBeGreaterThan(0);
    for (const { stored, read } of instances) {
      expect(codec.decode({ type, schemaVersion, data: stored })).toEqual({
        _tag: 'Event',
        type,
        data: read,
      });
    }
  });

  test.each(Object.keys(eventSchemas) as ReadonlyArray<keyof typeof eventSchemas>)(
    '%s occurs with each optional field and without it',
    (type) => {
      const instances = events.flatMap(([, entry]) => (entry.type === type ? entry.instances : []));
      const stored = instances.map((instance) => Object.keys(instance.stored));
      for (const field of optionalFields(type)) {
        expect([field, stored.some((keys) => keys.includes(field))]).toEqual([field, true]);
        expect([field, stored.some((keys) => !keys.includes(field))]).toEqual([field, true]);
      }
    },
  );

  test.each(streams)('%s folds to the states committed', (_, { stream, events: stored }) => {
    const fold = foldOf(categoryOf(stream));
    let state: unknown = fold.initial;
    for (const { type, schemaVersion, effectiveAt, data, stateAfter } of stored) {
      const decoded = codec.decode({ type, schemaVersion, data });
      if (decoded._tag !== 'Event') throw new Error(`${type}: ${decoded._tag}`);
      state = fold.evolve(state, codec.event(decoded, effectiveAt as Instant));
      expect(state).toEqual(stateAfter);
    }
  });
});
