import { describe, expect, test } from '@jest/globals';
import { isLeft, right } from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { eventCodec } from '../../src/codec/index.js';
import type { Instant } from '../../src/index.js';

const isObject = t.UnknownRecord.is;

const date = new t.Type<Date, string, unknown>(
  'Date',
  (value): value is Date => value instanceof Date,
  (value, context) =>
    typeof value === 'string' && Number.isFinite(Date.parse(value))
      ? t.success(new Date(value))
      : t.failure(value, context),
  (value) => value.toISOString(),
);

const codec = eventCodec({
  Opened: { version: 1, codec: t.strict({ by: t.string }) },
  Renamed: {
    version: 3,
    codec: t.strict({ first: t.string, last: t.string }),
    upcasters: [
      (data) => {
        if (!isObject(data)) throw new TypeError('not an object');
        return { name: data['title'] };
      },
      (data) => {
        const [first, last] = isObject(data) ? String(data['name']).split(' ') : [];
        return { first, last };
      },
    ],
  },
  Met: { version: 1, codec: t.type({ on: date }) },
});

const stored = (type: string, schemaVersion: number, data: unknown) => ({
  type,
  schemaVersion,
  data,
});

describe('decoding a stored event', () => {
  test('answers its data, validated, without what newer code of the same version added', () => {
    expect(codec.decode(stored('Opened', 1, { by: 'ines', added: 1 }))).toStrictEqual({
      _tag: 'Event',
      type: 'Opened',
      data: { by: 'ines' },
    });
  });

  test('upcasts older data step by step', () => {
    const event = { _tag: 'Event', type: 'Renamed', data: { first: 'Ada', last: 'Lovelace' } };
    expect(codec.decode(stored('Renamed', 1, { title: 'Ada Lovelace' }))).toEqual(event);
    expect(codec.decode(stored('Renamed', 2, { name: 'Ada Lovelace' }))).toEqual(event);
    expect(codec.decode(stored('Renamed', 3, event.data))).toEqual(event);
  });

  test('calls a type that is not ours unknown, also one that every object inherits', () => {
    for (const type of ['Closed', 'constructor', '__proto__', 'toString', '']) {
      expect(codec.decode(stored(type, 1, {}))).toEqual({ _tag: 'UnknownType', type });
    }
  });

  test('calls a version after the newest newer, whatever its data', () => {
    expect(codec.decode(stored('Opened', 2, null))).toEqual({
      _tag: 'NewerVersion',
      type: 'Opened',
      version: 2,
      known: 1,
    });
  });

  test('calls data that does not fit unreadable, and says why', () => {
    expect(codec.decode(stored('Opened', 1, { by: 7 }))).toEqual({
      _tag: 'Unreadable',
      type: 'Opened',
      reasons: [{ path: 'by', expected: 'string', actual: 'number 7' }],
    });
  });

  test.each([0, -1, 1.5, Number.NaN, Infinity])(
    'calls an event of version %p unreadable',
    (version) => {
      expect(codec.decode(stored('Renamed', version, {}))).toMatchObject({
        _tag: 'Unreadable',
        reasons: [{ path: 'schemaVersion' }],
      });
    },
  );

  test('calls data unreadable that an upcaster throws on', () => {
    expect(codec.decode(stored('Renamed', 1, 'text'))).toMatchObject({
      _tag: 'Unreadable',
      reasons: [{ actual: 'an error: not an object' }],
    });
  });

  test('leads to the event, with its business time', () => {
    const decoded = codec.decode(stored('Opened', 1, { by: 'ines' }));
    if (decoded._tag !== 'Event') throw new Error(decoded._tag);
    const effectiveAt = '2024-03-04T10:00:00.000Z' as Instant;
    expect(codec.event(decoded, effectiveAt)).toEqual({
      type: 'Opened',
      effectiveAt,
      data: { by: 'ines' },
    });
  });
});

describe('encoding an event', () => {
  test('answers what to store, keys in order, at the newest version', () => {
    const encoded = codec.encode('Renamed', { last: 'Lovelace', first: 'Ada', more: 1 });
    expect(JSON.stringify(encoded)).toBe(
      JSON.stringify(right(stored('Renamed', 3, { first: 'Ada', last: 'Lovelace' }))),
    );
    expect(codec.versionOf('Renamed')).toBe(3);
  });

  test('writes what is no JSON in the codec’s own form, which decodes to the same', () => {
    const data = { on: new Date(0) };
    const form = stored('Met', 1, { on: '1970-01-01T00:00:00.000Z' });
    expect(codec.encode('Met', data)).toEqual(right(form));
    expect(codec.decode(form)).toEqual({ _tag: 'Event', type: 'Met', data });
  });

  test('refuses what could not be read again', () => {
    expect(codec.encode('Opened', { by: 1 })).toMatchObject({ left: { _tag: 'Unreadable' } });
    expect(codec.encode('Met', {})).toMatchObject({ left: { _tag: 'Unreadable' } });
    expect(codec.encode('Closed', {})).toMatchObject({ left: { _tag: 'UnknownType' } });
    expect(isLeft(codec.encode('__proto__', {}))).toBe(true);
    expect(() => codec.versionOf('Closed')).toThrow('No event is called "Closed"');
  });
});

describe('a schema', () => {
  test.each([
    { version: 0, upcasters: [] },
    { version: 2 },
    { version: 1, upcasters: [(data: unknown) => data] },
    { version: 1.5, upcasters: [] },
  ])('that its upcasters do not lead to is refused: %j', (schema) => {
    expect(() => eventCodec({ Opened: { ...schema, codec: t.string } })).toThrow('upcasters');
  });
});
