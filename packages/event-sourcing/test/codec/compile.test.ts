import { afterEach, describe, expect, test } from '@jest/globals';
import { isLeft, isRight, right } from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { compile, report } from '../../src/codec/index.js';

const address = t.type({ street: t.string });
const person = t.intersection([
  t.type({ name: t.string, address }),
  t.partial({ age: t.number, note: t.string, nick: t.string, phone: t.string }),
]);

describe.each(['source', 'closures'] as const)('a decoder compiled to %s', (strategy) => {
  test('answers fresh objects, whose keys are in order', () => {
    const input = { name: 'Ada', age: 36, address: { street: 'St James' } };
    const decoded = compile(person, { strategy }).decode(input);
    if (isLeft(decoded)) throw new Error('refused');
    expect(JSON.stringify(decoded.right)).toBe(
      '{"address":{"street":"St James"},"age":36,"name":"Ada"}',
    );
    expect(decoded.right.address).not.toBe(input.address);
  });

  test('writes optional fields in order, too, however many of them there are', () => {
    const { decode } = compile(person, { strategy });
    const few = { phone: '1', nick: 'n', name: 'Ada', age: 36, address: { street: 's' } };
    const decoded = decode(few);
    expect(isRight(decoded) && Object.keys(decoded.right)).toEqual([
      'address',
      'age',
      'name',
      'nick',
      'phone',
    ]);
  });

  test('copies what t.unknown lets through, and only plain JSON', () => {
    const inner = { b: [1], a: undefined };
    const decoded = compile(t.unknown, { strategy }).decode(inner);
    expect(decoded).toStrictEqual(right({ b: [1] }));
    for (const value of [new Date(), () => 1, new Map(), 1n]) {
      expect(isLeft(compile(t.unknown, { strategy }).decode(value))).toBe(true);
    }
  });

  test('drops a key __proto__, or refuses it where unknown keys are errors', () => {
    const attack: unknown = JSON.parse('{"street":"x","__proto__":{"admin":true}}');
    const codecs: ReadonlyArray<t.Mixed> = [address, t.record(t.string, t.unknown), t.unknown];
    for (const codec of codecs) {
      const decoded = compile(codec, { strategy }).decode(attack);
      if (isLeft(decoded)) throw new Error('refused');
      expect(decoded.right).toStrictEqual({ street: 'x' });
      expect(decoded.right).not.toHaveProperty('admin');
      expect(isLeft(compile(codec, { strategy, unknownKeys: 'error' }).decode(attack))).toBe(true);
    }
    expect({}).not.toHaveProperty('admin');
  });

  test('is not led to a field by __proto__, as io-ts is', () => {
    const codec = t.type({ a: t.strict({ x: t.number }), b: t.number });
    const attack: unknown = JSON.parse('{"a":{"x":1,"more":2},"__proto__":{"b":1}}');
    expect(isRight(codec.decode(attack))).toBe(true);
    expect(isLeft(compile(codec, { strategy }).decode(attack))).toBe(true);
  });

  test('ends on a value nested deeper than the stack, without throwing', () => {
    const tree: t.Mixed = t.recursion('Tree', (self) => t.array(self));
    const deep: unknown = JSON.parse('['.repeat(50_000) + ']'.repeat(50_000));
    const codecs: ReadonlyArray<t.Mixed> = [tree, t.unknown, t.array(t.unknown)];
    for (const codec of codecs) {
      const decoded = compile(codec, { strategy, unknownKeys: 'error' }).decode(deep);
      expect(isLeft(decoded) && report(decoded.left)).toHaveLength(1);
    }
  });

  test('names every unknown key, wherever it is, beside what the codec itself finds', () => {
    const choice = t.union([
      t.type({ kind: t.literal('one'), person }),
      t.type({ kind: t.literal('two') }),
    ]);
    const codec = t.type({ list: t.array(choice), pair: t.tuple([t.string]) });
    const decoded = compile(codec, { strategy, unknownKeys: 'error' }).decode({
      list: [{ kind: 'two' }, { kind: 'one', person: { name: 1, address: { street: '', no: 2 } } }],
      pair: ['a', 'b'],
      more: null,
    });
    expect(isLeft(decoded) && report(decoded.left)).toEqual([
      { path: 'list[1].person.name', expected: 'string', actual: 'number 1' },
      { path: 'more', expected: 'no such key', actual: 'null' },
      { path: 'list[1].person.address.no', expected: 'no such key', actual: 'number 2' },
      { path: 'pair[1]', expected: 'no such item', actual: 'string "b"' },
    ]);
  });

  test('reads a key that one part of an intersection demands and another allows', () => {
    const codec = t.intersection([
      t.partial({ at: t.type({ a: t.number }) }),
      t.type({ at: t.type({ b: t.number }) }),
    ]);
    const { decode } = compile(codec, { strategy, unknownKeys: 'error' });
    expect(decode({ at: { a: 1, b: 2 } })).toEqual(right({ at: { a: 1, b: 2 } }));
    expect(isLeft(decode({ at: { b: 2 } }))).toBe(true);
    expect(isLeft(decode({}))).toBe(true);
  });

  test('takes an object beside a structure it cannot see through as the whole of it', () => {
    const codec = t.intersection([t.type({ a: t.number }), t.UnknownRecord]);
    expect(compile(codec, { strategy, unknownKeys: 'error' }).decode({ b: 1, a: 1 })).toEqual(
      right({ a: 1, b: 1 }),
    );
  });

  test('tells the members of a union apart by their tag, those without objects included', () => {
    const codec = t.union([
      t.type({ type: t.literal('A'), a: t.number }),
      t.intersection([t.type({ type: t.literal('B') }), t.partial({ b: t.number })]),
      t.keyof({ none: null }),
      t.array(t.number),
    ]);
    const { decode } = compile(codec, { strategy });
    for (const value of [{ a: 1, type: 'A' }, { b: 1, type: 'B' }, { type: 'B' }, 'none', [1]]) {
      expect(decode(value)).toEqual(right(value));
    }
    for (const value of [{ type: 'A', b: 1 }, { type: 'C' }, { type: 'constructor' }, 'A', null]) {
      expect(isLeft(decode(value))).toBe(true);
    }
  });
});

describe('compile', () => {
  const { Function: original } = globalThis;
  afterEach(() => {
    globalThis.Function = original;
  });

  test('does without new Function where that is forbidden', () => {
    let asked = 0;
    globalThis.Function = new Proxy(original, {
      construct: () => {
        asked += 1;
        throw new EvalError('Code generation from strings disallowed for this context');
      },
    });
    const { decode } = compile(address);
    expect(asked).toBe(1);
    expect(decode({ street: 'x' })).toEqual(right({ street: 'x' }));
    expect(isLeft(decode({ street: 1 }))).toBe(true);
  });

  test('refuses a codec with a field that every object inherits', () => {
    expect(() => compile(t.type({ constructor: t.string }))).toThrow('cannot be named constructor');
    expect(() => compile(t.partial(JSON.parse('{"__proto__":0}')))).toThrow(TypeError);
  });

  test('keeps codec keys and literals out of the source it writes', () => {
    const key = '"]);globalThis.broken=1;//\u2028\n`${1}';
    const codec = t.type({ [key]: t.literal(key) });
    expect(compile(codec).decode({ [key]: key })).toEqual(right({ [key]: key }));
    expect(globalThis).not.toHaveProperty('broken');
  });

  test('offers the codec’s own guard, which no value can make throw', () => {
    const hostile = new Proxy(
      {},
      {
        get: () => {
          throw new Error('hostile');
        },
      },
    );
    expect(compile(address).is({ street: 'x' })).toBe(true);
    expect(compile(address).is(hostile)).toBe(false);
  });
});
