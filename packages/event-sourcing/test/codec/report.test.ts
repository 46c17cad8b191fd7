import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isLeft } from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { compile, report } from '../../src/codec/index.js';
import { fickle, hostile } from './hostile.js';

const findings = (codec: t.Mixed, value: unknown) => {
  const decoded = compile(codec).decode(value);
  return isLeft(decoded) ? report(decoded.left) : [];
};

const record = (required: t.Props, optional: t.Props = {}) =>
  t.readonly(t.exact(t.intersection([t.type(required), t.partial(optional)])));

const reason = t.union([
  t.union([
    record({ code: t.literal('Form'), form: t.string }),
    record({ code: t.literal('Bank'), entity: t.string }),
    t.keyof({ Expired: null }),
  ]),
  record({ code: t.literal('Other'), text: t.string }),
]);
const command = t.union([
  record({ type: t.literal('Submit'), id: t.string }, { reasons: t.readonlyArray(reason) }),
  record({ type: t.literal('Close'), id: t.number }),
]);

describe('a report', () => {
  test('says where, what was expected and what came', () => {
    expect(
      findings(t.type({ a: t.array(t.type({ b: t.number })) }), { a: [{ b: 'x' }, 3] }),
    ).toEqual([
      { path: 'a[0].b', expected: 'number', actual: 'string "x"' },
      { path: 'a[1]', expected: 'an object', actual: 'number 3' },
    ]);
  });

  test('calls what is missing nothing', () => {
    expect(findings(record({ a: t.string }), {})).toEqual([
      { path: 'a', expected: 'string', actual: 'nothing' },
    ]);
  });

  test('speaks of the member of a union whose tag came, and of no other', () => {
    expect(findings(command, { type: 'Submit', id: 1 })).toEqual([
      { path: 'id', expected: 'string', actual: 'number 1' },
    ]);
  });

  test('speaks of the matching member of a union in a union, beside which there are texts', () => {
    const value = {
      type: 'Submit',
      id: 'i',
      reasons: [{ code: 'Form' }, { code: 'Other', text: 1 }],
    };
    expect(findings(command, value)).toEqual([
      { path: 'reasons[0].form', expected: 'string', actual: 'nothing' },
      { path: 'reasons[1].text', expected: 'string', actual: 'number 1' },
    ]);
  });

  test('names the tags when none of them came', () => {
    expect(findings(command, { type: 'Sumbit' })).toEqual([
      { path: 'type', expected: '"Submit" | "Close"', actual: 'string "Sumbit"' },
    ]);
  });

  test('puts what several members expected at one place into one finding', () => {
    expect(findings(t.type({ a: t.union([t.string, t.array(t.number)]) }), { a: 1 })).toEqual([
      { path: 'a', expected: 'string or an array', actual: 'number 1' },
    ]);
  });

  test('uses the words of a codec that has its own', () => {
    const even = t.refinement(t.number, (n) => n % 2 === 0, 'an even number');
    const late = new t.Type<string, string, unknown>(
      'Late',
      t.string.is,
      (value, context) => t.failure(value, context, 'a later day'),
      t.identity,
    );
    expect(findings(t.type({ even, late }), { even: 1, late: 'x' })).toEqual([
      { path: 'even', expected: 'an even number', actual: 'number 1' },
      { path: 'late', expected: 'a later day', actual: 'string "x"' },
    ]);
  });

  test('shows at most 60 characters of a value, lone surrogates escaped', () => {
    const [long] = findings(t.number, { text: 'x'.repeat(1_000_000) });
    expect(long?.actual).toHaveLength('object '.length + 60);
    const [broken] = findings(t.number, 'a\uD800b');
    expect(broken?.actual).toBe(String.raw`string "a\ud800b"`);
    const [pair] = findings(t.number, `${'x'.repeat(57)}😀😀`);
    expect(pair?.actual).toBe(`string "${'x'.repeat(57)}…`);
  });

  test('stops after 20 findings', () => {
    expect(
      findings(
        t.array(t.string),
        Array.from({ length: 1000 }, () => 1),
      ),
    ).toHaveLength(20);
  });

  test('writes keys that are no names as JSON', () => {
    expect(findings(t.record(t.string, t.string), { 'x y\uD800': 1 })[0]?.path).toBe(
      String.raw`["x y\ud800"]`,
    );
  });

  test('survives whatever came', () => {
    const anything = fc.tuple(fc.jsonValue(), fc.oneof(hostile, fickle));
    fc.assert(
      fc.property(anything, ([value, infect]) => {
        for (const codec of [command, t.null, t.type({ a: t.null, value: t.null })]) {
          for (const { path, expected, actual } of findings(codec, infect(value))) {
            expect(path.length + expected.length + actual.length).toBeLessThan(500);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  test('survives proxies that were revoked after they were refused', () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    const decoded = compile(t.type({ a: t.string })).decode({ a: proxy });
    revoke();
    expect(isLeft(decoded) && report(decoded.left)).toEqual([
      { path: 'a', expected: 'string', actual: '(unreadable) (unreadable)' },
    ]);
  });
});
