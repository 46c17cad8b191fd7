import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { same } from '../../src/vocabulary/same.js';

describe('same: what V-06 calls already the case', () => {
  test('any JSON is the same as its copy with the keys in another order', () => {
    const reversed = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(reversed);
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(
        Object.entries(value)
          .toReversed()
          .map(([key, inner]) => [key, reversed(inner)]),
      );
    };
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        expect(same(value, reversed(value))).toBe(true);
      }),
    );
  });

  test('two values are the same just when their canonical texts are', () => {
    const canonical = (value: unknown): string =>
      JSON.stringify(value, (_key, inner: unknown) =>
        typeof inner === 'object' && inner !== null && !Array.isArray(inner)
          ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
          : inner,
      );
    const value = fc.letrec((tie) => ({
      value: fc.oneof(
        fc.constantFrom(null, 0, 1, 'a', true),
        fc.array(tie('value'), { maxLength: 2 }),
        fc.dictionary(fc.constantFrom('a', 'b', '0'), tie('value'), { maxKeys: 2 }),
      ),
    })).value;
    fc.assert(
      fc.property(value, value, (a, b) => {
        expect(same(a, b)).toBe(canonical(a) === canonical(b));
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    [[], {}],
    [[1], { 0: 1 }],
    [{ a: 1 }, { b: 1 }],
    [{ a: 1 }, { a: 1, b: 2 }],
    [null, {}],
    [undefined, null],
    ['1', 1],
  ])('%j and %j differ, either way round', (a, b) => {
    expect([same(a, b), same(b, a)]).toEqual([false, false]);
  });
});
