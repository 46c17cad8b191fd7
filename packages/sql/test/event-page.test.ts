import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { EventStore } from '@partner-incentives/event-sourcing';
import fc from 'fast-check';
import Database from 'libsql';
import { sqliteEventStore } from '../src/index.js';
import { collect, stream } from './new-event.js';
import { plantInto } from './plant-into.js';
import { temporaryDirectory } from './temporary-directory.js';

const directory = temporaryDirectory();
let files = 0;

/** As a program may write it, or somebody by hand. A bound parameter would end at the NUL. */
const written = ['{"n":1}', '{\n  "n": 2\n}', '[\n]\n', '\n', '', 'no JSON', '{"n":3}\u0000}'];
const text = fc.constantFrom(...written);

const storeWith = async (planted: ReadonlyArray<readonly [data: string, metadata: string]>) => {
  const path = join(directory, `${files++}.db`);
  const store = await sqliteEventStore({ path });
  for (const _ of planted) {
    await plantInto(path)(stream('s'), { type: 'Noted', data: '{}', metadata: '{}' });
  }
  const database = new Database(path);
  planted.forEach(([data, metadata], at) => {
    const [ofData, ofMetadata] = [data, metadata].map(
      (value) => `cast(x'${Buffer.from(value).toString('hex')}' as text)`,
    );
    database.exec(
      `update events set data = ${ofData}, metadata = ${ofMetadata} where position = ${at + 1}`,
    );
  });
  database.close();
  return store;
};

/** What a lazy subscription tells of data and metadata. */
const lazily = async (store: EventStore) => {
  const told: unknown[] = [];
  const { signal } = new AbortController();
  for await (const message of store.subscribe({ signal, lazy: true })) {
    if (message._tag === 'CaughtUp') break;
    if (message._tag === 'Event') told.push([message.event.data, message.event.metadata]);
  }
  return told;
};

describe('pages of events', () => {
  test('hold for each event what a reader of its stream finds, whatever line ends or NULs others wrote', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 6 }),
        async (planted) => {
          const store = await storeWith(planted);
          const events = await collect(store.readAll());
          expect(events).toHaveLength(planted.length);
          expect(events).toEqual(await collect(store.read(stream('s'))));
          expect(await lazily(store)).toEqual(events.map(({ data, metadata }) => [data, metadata]));
          await store.close();
        },
      ),
      { numRuns: 40 },
    );
  });

  test('are not taken apart wrongly where as many lines are missing as there are too many', async () => {
    const planted = ['\n', '{"n":3}\u0000}', '{"n":1}'].map((data) => [data, '{}'] as const);
    const store = await storeWith(planted);
    expect(await collect(store.readAll())).toEqual(await collect(store.read(stream('s'))));
    await store.close();
  });

  test('of a store that others wrote line ends into are read to the end', async () => {
    const store = await storeWith(Array.from({ length: 300 }, () => ['{\n"n":1}', '{}'] as const));
    const events = await collect(store.readAll());
    expect(events).toHaveLength(300);
    expect(events.every(({ data }) => JSON.stringify(data) === '{"n":1}')).toBe(true);
    await store.close();
  });
});
