import fc from 'fast-check';
import * as t from 'io-ts';

/** A codec with values that it accepts, and two codecs of io-ts alone that say what ours should make of it. */
export class Sample {
  constructor(
    readonly codec: t.Mixed,
    /** Every object of it exact: what remains when unknown keys are dropped. */
    readonly strict: t.Mixed,
    /** Every object of it refuses unknown keys. */
    readonly closed: t.Mixed,
    readonly valid: fc.Arbitrary<unknown>,
  ) {}

  [fc.toStringMethod](): string {
    return this.codec.name;
  }
}

/** A codec without objects of its own: all three are one. */
export const leaf = (codec: t.Mixed, valid: fc.Arbitrary<unknown>): Sample =>
  new Sample(codec, codec, codec, valid);

const trimmed = new t.Type<string, string, unknown>(
  'Trimmed',
  t.string.is,
  (value, context) =>
    typeof value === 'string' ? t.success(value.trim()) : t.failure(value, context),
  (text) => text,
);

const orNone = new t.Type<string, string, unknown>(
  'OrNone',
  t.string.is,
  (value, context) => (value === undefined ? t.success('none') : t.string.validate(value, context)),
  (text) => text,
);

const positive = t.brand(
  t.number,
  (n): n is t.Branded<number, { readonly Positive: symbol }> => n > 0,
  'Positive',
);

export const leaves: ReadonlyArray<Sample> = [
  leaf(t.string, fc.string({ unit: 'binary', maxLength: 8 })),
  leaf(t.number, fc.double({ noNaN: true })),
  leaf(t.boolean, fc.boolean()),
  leaf(t.null, fc.constant(null)),
  leaf(t.Int, fc.integer()),
  leaf(positive, fc.integer({ min: 1 })),
  leaf(t.literal('a'), fc.constant('a')),
  leaf(t.literal(0), fc.constantFrom(0, -0)),
  leaf(t.literal(true), fc.constant(true)),
  leaf(t.keyof({ a: null, constructor: null }), fc.constantFrom('a', 'constructor')),
  leaf(trimmed, fc.constantFrom('', ' a ', 'b')),
  leaf(orNone, fc.constantFrom('a', 'none')),
  leaf(t.unknown, fc.jsonValue({ maxDepth: 2 })),
  leaf(
    t.UnknownRecord,
    fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 1 }), { noNullPrototype: true }),
  ),
  leaf(t.union([t.string, t.undefined]), fc.string()),
];
