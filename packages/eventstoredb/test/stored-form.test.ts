import { type Position, type StreamName, UnreadableJson } from '@partner-incentives/event-sourcing';
import { describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { logPositionOf, positionAt } from '../src/position.js';
import { readMetadata, storedMetadata } from '../src/stored-metadata.js';
import { storedNames } from '../src/stored-names.js';

// For a machine that is busy; a deadline to catch what hangs.
jest.setTimeout(60_000);

describe('metadata on the server', () => {
  const reserved = fc.constantFrom(
    '$schemaVersion',
    '$correlationId',
    '$causationId',
    '$metadata',
    'correlationId',
    'causationId',
    '__proto__',
  );
  const metadata = fc.oneof(
    fc.jsonValue(),
    fc.dictionary(fc.oneof(reserved, fc.string()), fc.jsonValue()),
  );

  test('come back as they went, with the schema version, whatever they hold', () => {
    fc.assert(
      fc.property(metadata, fc.integer({ min: 1, max: 999 }), (given, schemaVersion) => {
        const text = JSON.stringify(given);
        const plain: unknown = JSON.parse(text);
        const read = readMetadata(storedMetadata(plain, schemaVersion));
        expect([JSON.stringify(read.metadata), read.schemaVersion]).toEqual([text, schemaVersion]);
      }),
    );
  });

  test('come back too where somebody wrote the same fields in another order or spacing', () => {
    const given = { by: 'ines', correlationId: 'c', n: [1, { deep: null }] };
    const fields = JSON.parse(storedMetadata(given, 7)) as Record<string, unknown>;
    const reordered = Object.fromEntries(Object.entries(fields).toReversed());
    for (const text of [JSON.stringify(fields, undefined, 2), JSON.stringify(reordered)]) {
      expect(readMetadata(text)).toEqual({ schemaVersion: 7, metadata: given });
    }
  });

  test('of others are as they are, of schema version 1', () => {
    for (const theirs of ['{"$correlationId":"x"}', '{"$metadata":1}', '[1]', 'null', '"text"']) {
      expect(readMetadata(theirs)).toEqual({ schemaVersion: 1, metadata: parsed(theirs) });
    }
    expect(readMetadata('')).toEqual({ schemaVersion: 1, metadata: {} });
    for (const broken of [
      '{"$schemaVersion":1,"$metadata":',
      '{"$schemaVersion":1,}',
      '{"$schemaVersion":1,"$metadata":1x',
      'bytes',
    ]) {
      expect(readMetadata(broken).metadata).toBeInstanceOf(UnreadableJson);
    }
  });
});

const parsed = (text: string): unknown => JSON.parse(text);

describe('a position', () => {
  const number = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });

  test('orders as text as the log does, and leads back to its place', () => {
    fc.assert(
      fc.property(number, number, (one, other) => {
        const [first, second] = [one, other].map((each) => {
          const commit = String(each);
          return positionAt({ commit, prepare: commit });
        });
        expect(Math.sign(String(first).localeCompare(String(second)))).toBe(
          one < other ? -1 : one > other ? 1 : 0,
        );
        expect(logPositionOf(first as Position)).toEqual({
          commit: String(one),
          prepare: String(one),
        });
      }),
    );
  });

  test('of events that one old transaction wrote at one commit is each its own', () => {
    const [one, other] = ['100', '200'].map((prepare) => positionAt({ commit: '300', prepare }));
    expect(String(one) < String(other)).toBe(true);
    expect(logPositionOf(other as Position)).toEqual({ commit: '300', prepare: '200' });
  });

  test.each(['', '12', '0000000000000012', 'x'.repeat(20)])('%j is none of this store', (text) => {
    expect(() => logPositionOf(text as Position)).toThrow(RangeError);
  });
});

describe('the names on the server', () => {
  test('lead back to the stream; those of the system and of other prefixes are not shown', () => {
    const bare = storedNames(undefined);
    const mine = storedNames('run');
    const stream = 'enrollment-1_a.b' as StreamName;
    expect(bare.shown(bare.stored(stream))).toBe(stream);
    expect(mine.shown(mine.stored(stream))).toBe(stream);
    for (const other of ['$ce-run', '$$run.a-1', 'runx.a-1', 'ru.a-1', 'a-1', 'run']) {
      expect(mine.shown(other)).toBeUndefined();
    }
    expect(bare.shown('$streams')).toBeUndefined();
    expect(bare.shown('run.a-1')).toBe('run.a-1');
  });

  test('are filtered by the server for exactly what is asked', () => {
    const categories = ['role', 'a.b', '(x'];
    const names = [
      'role-1',
      'roles-1',
      'xrole-1',
      'a.b-1',
      'axb-1',
      '(x-1',
      'run.role-1',
      '$role-1',
    ];
    const passing = (regex: string) => names.filter((name) => new RegExp(regex, 'u').test(name));
    const bare = storedNames(undefined);
    expect(passing(bare.filter({ categories }).regex)).toEqual(['role-1', 'a.b-1', '(x-1']);
    expect(passing(bare.filter({ categories: [] }).regex)).toEqual([]);
    expect(passing(bare.filter(undefined).regex)).toEqual(names.slice(0, -1));
    expect(passing(storedNames('run').filter({ categories }).regex)).toEqual(['run.role-1']);
    expect(passing(storedNames('run').filter({ types: ['T'] }).regex)).toEqual(['run.role-1']);
    expect(bare.filter({ types: ['A.b'] })).toEqual({ on: 'type', regex: '^(?:A\\.b)$' });
  });
});
