import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isLeft } from 'fp-ts/lib/Either.js';
import { canonicalJson, toCanonicalJson } from '../../src/codec/index.js';
import { NotJson } from '../../src/json-value.js';

// The plainest way to say it: rebuilt with every key in order, member by member.
const model = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(model).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const keys = Object.keys(value).toSorted();
  const fields = new Map(Object.entries(value));
  return `{${keys.map((key) => `${JSON.stringify(key)}:${model(fields.get(key))}`).join(',')}}`;
};

const shuffled = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(shuffled);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, member]) => [key, shuffled(member)]),
  );
};

const keysOf = (text: string): ReadonlyArray<string> => {
  const value: unknown = JSON.parse(text);
  return typeof value === 'object' && value !== null ? Object.keys(value) : [];
};

const json = fc.jsonValue({ stringUnit: 'binary' });

describe('canonical JSON', () => {
  test('of RFC 8785, section 3.2.3: keys in the order of their UTF-16 code units', () => {
    const keys = ['€', '\r', '\uFB33', '1', '😀', '\u0080', 'ö'];
    expect(keysOf(canonicalJson(Object.fromEntries(keys.map((key) => [key, 0]))))).toEqual([
      '1',
      '\r',
      '\u0080',
      'ö',
      '€',
      '😀',
      '\uFB33',
    ]);
    expect(canonicalJson({ '😀': 1, '\uFB33': 2, '\r': 3 })).toBe('{"\\r":3,"😀":1,"\uFB33":2}');
  });

  test('of RFC 8785, section 3.2.2: numbers and texts as ECMAScript writes them', () => {
    const numbers = [333333333.3333333, 1e30, 4.5, 2e-3, 0.000000000000000000000000001, -0];
    expect(canonicalJson(numbers)).toBe('[333333333.3333333,1e+30,4.5,0.002,1e-27,0]');
    expect(canonicalJson('€$\u000f\nA\'B"\\\\"/')).toBe('"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"');
  });

  test('orders integers as texts, and keeps a key __proto__', () => {
    expect(canonicalJson({ 9: 1, 10: 2, b: { 2: 0, 1: 0 }, a: 1 })).toBe(
      '{"10":2,"9":1,"a":1,"b":{"1":0,"2":0}}',
    );
    expect(canonicalJson(JSON.parse('{"b":{"__proto__":{"c":1}},"a":1}'))).toBe(
      '{"a":1,"b":{"__proto__":{"c":1}}}',
    );
  });

  test('leaves out members that are undefined', () => {
    expect(canonicalJson({ b: undefined, a: 1 })).toBe('{"a":1}');
    expect(canonicalJson({ 1: 0, b: { z: undefined, y: 1 }, a: undefined })).toBe(
      '{"1":0,"b":{"y":1}}',
    );
  });

  test('is the same for the same value, in whatever order it was written, and says it all', () => {
    fc.assert(
      fc.property(json, (value) => {
        const text = canonicalJson(value);
        expect(text).toBe(model(value));
        expect(canonicalJson(shuffled(value))).toBe(text);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
      }),
    );
  });

  const holey: unknown[] = [];
  holey.length = 1;
  const cyclic: Record<string, unknown> = {};
  cyclic['self'] = [cyclic];
  test.each([
    ['NaN', Number.NaN],
    ['Infinity', -Infinity],
    ['a bigint', 1n],
    ['a function', () => 1],
    ['a symbol', Symbol('x')],
    ['an instance of a class', new Date(0)],
    ['undefined in an array', [undefined]],
    ['a hole in an array', holey],
    ['a lone surrogate', 'a\uDC00'],
    ['a lone surrogate in a key', { '\uD800': 1, a: 1 }],
    ['a lone surrogate after a backslash', '\\\\\uD800'],
    ['itself within itself', cyclic],
  ])('refuses %s', (_, value) => {
    expect(() => canonicalJson({ value })).toThrow(NotJson);
    expect(toCanonicalJson([value])).toMatchObject({ left: { name: 'NotJson' } });
  });

  test('does not take text about surrogates for one', () => {
    const text = String.raw`\ud800 \\ud800 \\\udfff`;
    expect(JSON.parse(canonicalJson([text, '😀']))).toEqual([text, '😀']);
  });

  test('turns whatever a hostile value throws into a refusal', () => {
    const thrower = new Proxy(
      {},
      {
        ownKeys: () => {
          throw new Error('hostile');
        },
      },
    );
    expect(isLeft(toCanonicalJson(thrower))).toBe(true);
  });
});
