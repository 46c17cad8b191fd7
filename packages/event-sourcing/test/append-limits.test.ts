import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkLimits } from '../src/append-limits.js';
import { appendLimits } from '../src/event-store.js';
import { jsonBound, jsonBoundFrozen } from '../src/json-value.js';
import { newEvent, newEvents } from '../src/testing/contract/new-event.js';

describe('what an append may hold', () => {
  test('never takes a value for smaller than its JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const bytes = Buffer.byteLength(JSON.stringify(value));
        expect(jsonBound(value)).toBeGreaterThanOrEqual(bytes);
        expect(jsonBoundFrozen(value)).toBe(jsonBound(value));
      }),
    );
  });

  test('weighs exactly what the bound cannot settle', () => {
    const pad = 'x'.repeat(appendLimits.eventBytes / 2);
    expect(checkLimits([newEvent({ data: { pad } })])).toBeUndefined();
    const [first, ...rest] = newEvents(16, { data: { pad } });
    expect(checkLimits([first, ...rest])).toMatchObject({ _tag: 'TooLarge', what: 'appendBytes' });
  });

  test.each([
    ['undefined', { a: [undefined] }, 'data.a.0 is undefined'],
    ['a bigint', { a: 1n }, 'data.a is 1'],
    ['NaN', [Number.NaN], 'data.0 is NaN'],
    ['a date', { on: new Date(0) }, 'data.on is an instance of Date'],
    ['a symbol', { a: Symbol('s') }, 'data.a is Symbol(s)'],
  ])('says where it found %s, which JSON cannot hold', (_what, data, message) => {
    expect(() => checkLimits([newEvent(), newEvent({ data })])).toThrow(message);
  });

  test('says of a cycle that it never ends', () => {
    const cyclic: Record<string, unknown> = {};
    cyclic['self'] = cyclic;
    expect(() => checkLimits([newEvent({ metadata: cyclic })])).toThrow(
      /^.*metadata\.self.*cyclic$/,
    );
  });

  test('takes objects of another realm, and objects without a prototype', () => {
    const bare: unknown = Object.assign(Object.create(null), { a: 1 });
    const foreign = structuredClone({ a: [{ b: 1 }] });
    expect(checkLimits([newEvent({ data: bare, metadata: foreign })])).toBeUndefined();
  });
});
