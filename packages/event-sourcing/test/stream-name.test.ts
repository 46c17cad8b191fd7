import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import {
  categoryOf,
  isStreamId,
  parseStreamName,
  streamId,
  streamName,
  type StreamId,
} from '../src/index.js';

const pattern = /^[A-Za-z0-9.-]{1,128}$/;
const alphabet = 'ABYZabyz0189.-'.split('');
const ids = fc
  .string({ unit: fc.constantFrom(...alphabet), minLength: 1, maxLength: 8 })
  .filter((text): text is StreamId => isStreamId(text));

describe('an id in a stream name (architecture §4)', () => {
  test('is what the pattern says, of every UTF-16 unit, alone and between others', () => {
    for (let unit = 0; unit <= 0xffff; unit += 1) {
      const character = String.fromCharCode(unit);
      for (const text of [character, `a${character}`, `${character}9`]) {
        if (isStreamId(text) !== pattern.test(text)) throw new Error(`unit ${String(unit)}`);
      }
    }
  });

  test('is what the pattern says, of any text and any length', () => {
    const near = fc.string({ unit: fc.constantFrom(...alphabet, '_', ' ', '\n', 'é') });
    const long = fc.integer({ min: 120, max: 140 }).map((length) => 'a'.repeat(length));
    fc.assert(
      fc.property(fc.oneof(near, fc.string(), long), (text) => {
        expect(isStreamId(text)).toBe(pattern.test(text));
        expect(E.isRight(streamId(text))).toBe(pattern.test(text));
      }),
      { numRuns: 2000 },
    );
    expect([0, 1, 128, 129].map((length) => isStreamId('x'.repeat(length)))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });
});

describe('a stream name', () => {
  const lists = fc.array(ids, { minLength: 1, maxLength: 4 });
  const categories = fc.constantFrom('enrollment', 'E', 'tenant');

  test('tells its category and its ids again', () => {
    fc.assert(
      fc.property(categories, lists, (category, [first, ...rest]) => {
        if (first === undefined) return;
        const name = streamName(category, first, ...rest);
        expect(parseStreamName(name)).toEqual({ category, ids: [first, ...rest] });
        expect(categoryOf(name)).toBe(category);
      }),
    );
  });

  test('differs where category or ids differ', () => {
    fc.assert(
      fc.property(categories, lists, categories, lists, (a, [x, ...xs], b, [y, ...ys]) => {
        if (x === undefined || y === undefined) return;
        const same = a === b && [x, ...xs].join('_') === [y, ...ys].join('_');
        expect(streamName(a, x, ...xs) === streamName(b, y, ...ys)).toBe(same);
      }),
    );
  });

  test.each([
    '',
    'enrollment',
    'enrollment-',
    '-a',
    'en1-a',
    'en-a__b',
    'en-a_',
    '$ce-a',
    'en-a b',
  ])('is not %p', (text) => {
    expect(parseStreamName(text)).toBeUndefined();
  });
});
