import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sha256Hex, uuidV5, uuidV5In } from '../../src/codec/index.js';

const dns = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';

describe('an id from a name', () => {
  test('is that of RFC 4122 for a namespace and a name (RFC 9562, A.4)', () => {
    expect(uuidV5In(dns, 'www.example.com')).toBe('2ed6657d-e927-568b-95e1-2665a8aea6a2');
    expect(uuidV5In(dns, 'www.example.org')).toBe('74738ff5-5367-5958-9aee-98fffdcd1876');
    expect(uuidV5In(dns, 'python.org')).toBe('886313e1-3b8a-5372-9b90-0c9aee199e5d');
  });

  test('is the same for ever', () => {
    expect(uuidV5('enrollment-IR_UK', 'c1', 0)).toBe('4b5a7eb9-da83-5ba1-90de-82dde0b59965');
  });

  test('is a UUID of version 5, whatever the parts', () => {
    const part = fc.oneof(fc.string({ unit: 'binary' }), fc.integer());
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        expect(uuidV5(...parts)).toMatch(
          /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
        );
      }),
    );
  });

  test('differs where the parts differ, however they are cut', () => {
    const lists = [
      [],
      [''],
      ['', ''],
      ['a', 'b'],
      ['ab'],
      ['a,b'],
      ['a","b'],
      ['b', 'a'],
      [1],
      ['1'],
    ];
    expect(new Set(lists.map((parts) => uuidV5(...parts))).size).toBe(lists.length);
    expect(uuidV5('\uD800')).not.toBe(uuidV5('\uDBFF'));
  });
});

test('SHA-256 is that of the UTF-8 bytes, in hexadecimal digits (FIPS 180-4)', () => {
  expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  expect(sha256Hex('é')).toBe('4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c');
});
