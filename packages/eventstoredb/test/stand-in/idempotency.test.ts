import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Database, systemEvent } from '../../src/testing/log/database.js';
import type { ProposedEvent } from '../../src/testing/log/log-record.js';

const proposed = (count: number): ProposedEvent[] =>
  Array.from({ length: count }, () => ({ ...systemEvent('t', '{}'), id: randomUUID() }));

/** Appends of so many events each, one after the other, all committed. */
const written = async (sizes: ReadonlyArray<number>) => {
  const database = new Database();
  let last = -1n;
  const appends = sizes.map((size) => {
    const append = { expected: last, events: proposed(size) };
    database.append('a-1', append.expected, append.events);
    last += BigInt(size);
    return append;
  });
  await database.log.whenCommitted;
  return { database, appends, last };
};

const sizes = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 8 });

describe('whatever was appended to the stand-in', () => {
  test('every append, or the first of its events, is a repetition at its own revision, and writes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(sizes, fc.nat(), async (ofEach, cut) => {
        const { database, appends, last } = await written(ofEach);
        appends.slice(0, -1).forEach(({ expected, events }) => {
          const some = events.slice(0, 1 + (cut % events.length));
          expect(database.append('a-1', expected, some)).toMatchObject({
            kind: 'repeated',
            last: expected + BigInt(some.length),
          });
        });
        expect(database.lastWritten('a-1')).toBe(last);
      }),
    );
  });

  test('one id less, more or other is a conflict that tells the last revision', async () => {
    await fc.assert(
      fc.asyncProperty(sizes, fc.nat(), async (ofEach, at) => {
        const { database, appends, last } = await written([...ofEach, 1]);
        const { expected, events } = appends[at % (appends.length - 1)] ?? {
          expected: -1n,
          events: [],
        };
        const changed = events.map((event, index) =>
          index === at % events.length ? { ...event, id: randomUUID() } : event,
        );
        const tail = database.log.stream('a-1').slice(Number(expected) + 1);
        for (const other of [changed, [...tail, ...proposed(1)], tail.slice(1)]) {
          expect(database.append('a-1', expected, other)).toEqual({
            kind: 'conflict',
            actual: last,
          });
        }
        expect(database.lastWritten('a-1')).toBe(last);
      }),
    );
  });
});
