import fc from 'fast-check';
import * as t from 'io-ts';
import { leaf, leaves, Sample } from './sample.js';

const keys = ['a', 'b', 'c', 'type', 'value', '10', '9', 'x y', 'é', 'constructors'] as const;

/** Twin objects: the fields of `required` and `optional`, as `wrap` would have them declared. */
const objects = (
  required: Readonly<Record<string, Sample>>,
  optional: Readonly<Record<string, Sample>>,
  declare: (required: t.TypeC<t.Props>, optional: t.PartialC<t.Props>) => t.Mixed,
): Sample => {
  const all = { ...required, ...optional };
  const twin = (kind: 'strict' | 'closed'): t.Mixed =>
    t.exact(t.intersection([t.type(props(required, kind)), t.partial(props(optional, kind))]));
  return new Sample(
    declare(t.type(props(required, 'codec')), t.partial(props(optional, 'codec'))),
    twin('strict'),
    refusingOthers(Object.keys(all), twin('closed')),
    fc.record(Object.fromEntries(Object.entries(all).map(([key, { valid }]) => [key, valid])), {
      requiredKeys: Object.keys(required),
    }),
  );
};

const props = (samples: Readonly<Record<string, Sample>>, kind: 'codec' | 'strict' | 'closed') =>
  Object.fromEntries(Object.entries(samples).map(([key, sample]) => [key, sample[kind]]));

const refusingOthers = (known: ReadonlyArray<string>, codec: t.Mixed): t.Mixed =>
  refusing((value) => Object.keys(value).some((key) => !known.includes(key)), codec);

const refusing = (isRefused: (value: object) => boolean, codec: t.Mixed): t.Mixed =>
  new t.Type<unknown, unknown, unknown>(
    codec.name,
    codec.is,
    (value, context) =>
      typeof value === 'object' && value !== null && isRefused(value)
        ? t.failure(value, context, 'unknown key')
        : codec.validate(value, context),
    t.identity,
  );

const declarations: ReadonlyArray<Parameters<typeof objects>[2]> = [
  (required, optional) => t.intersection([required, optional]),
  (required, optional) => t.readonly(t.exact(t.intersection([required, optional]))),
  (required, optional) => t.intersection([t.exact(optional), t.strict(required.props)]),
  (required, optional) => t.intersection([t.intersection([required, t.type({})]), optional]),
];

const mapped = (
  samples: ReadonlyArray<Sample>,
  make: (codecs: ReadonlyArray<t.Mixed>) => t.Mixed,
  valid: fc.Arbitrary<unknown>,
): Sample =>
  new Sample(
    make(samples.map(({ codec }) => codec)),
    make(samples.map(({ strict }) => strict)),
    make(samples.map(({ closed }) => closed)),
    valid,
  );

const oneOf = (samples: readonly [Sample, Sample, ...Sample[]]): Sample =>
  mapped(
    samples,
    ([first = t.unknown, second = t.unknown, ...rest]) => t.union([first, second, ...rest]),
    fc.oneof(...samples.map(({ valid }) => valid)),
  );

const literalField = (value: string): Sample => leaf(t.literal(value), fc.constant(value));

const object = (part: fc.Arbitrary<Sample>): fc.Arbitrary<Sample> =>
  fc
    .tuple(
      fc.uniqueArray(fc.constantFrom(...keys), { maxLength: 5 }),
      fc.array(part, { minLength: 5, maxLength: 5 }),
      fc.nat(5),
      fc.constantFrom(...declarations),
    )
    .map(([names, parts, split, declare]) => {
      const fields = names.map((key, index) => [key, parts[index] ?? leaves[0]] as const);
      return objects(samplesOf(fields.slice(0, split)), samplesOf(fields.slice(split)), declare);
    });

const samplesOf = (
  fields: ReadonlyArray<readonly [string, Sample | undefined]>,
): Readonly<Record<string, Sample>> =>
  Object.fromEntries(
    fields.flatMap(([key, sample]) => (sample === undefined ? [] : [[key, sample]])),
  );

/** A union told apart by `type`, and beside it another field that all members have. */
const taggedUnion = (part: fc.Arbitrary<Sample>): fc.Arbitrary<Sample> =>
  fc
    .tuple(part, part, part, fc.constantFrom(...declarations), fc.boolean())
    .map(([shared, one, two, declare, withText]) => {
      const first = objects({ type: literalField('A'), a: one }, { b: shared }, declare);
      const second = objects({ type: literalField('B'), b: shared }, { a: two }, declare);
      return withText ? oneOf([first, leaves[0] ?? first, second]) : oneOf([first, second]);
    });

/** An object and, in the same object, a choice. */
const objectWithChoice = (part: fc.Arbitrary<Sample>): fc.Arbitrary<Sample> =>
  fc.tuple(part, part, part).map(([always, one, two]) => {
    const plain: Parameters<typeof objects>[2] = (required, optional) =>
      t.intersection([required, optional]);
    const first = objects({ c: always, a: one }, {}, plain);
    const second = objects({ c: always }, { b: two }, plain);
    const { strict, closed, valid } = oneOf([first, second]);
    const codec = t.intersection([
      t.type({ c: always.codec }),
      t.union([t.type({ a: one.codec }), t.partial({ b: two.codec })]),
    ]);
    return new Sample(codec, strict, closed, valid);
  });

/** A pair, whose surplus items are what unknown keys are to objects. */
const pair = (part: fc.Arbitrary<Sample>): fc.Arbitrary<Sample> =>
  fc.tuple(part, part).map(([one, two]) => {
    const both = mapped(
      [one, two],
      ([first = t.unknown, second = t.unknown]) => t.tuple([first, second]),
      fc.tuple(one.valid, two.valid),
    );
    const closed = refusing((value) => Array.isArray(value) && value.length > 2, both.closed);
    return new Sample(both.codec, both.strict, closed, both.valid);
  });

/** A dictionary all of whose keys are known, so all are demanded. */
const table = (part: fc.Arbitrary<Sample>): fc.Arbitrary<Sample> =>
  part.map((item) => {
    const whole = mapped(
      [item],
      ([of = t.unknown]) => t.record(t.keyof({ a: null, b: null }), of),
      fc.record({ a: item.valid, b: item.valid }, { noNullPrototype: true }),
    );
    const closed = refusingOthers(['a', 'b'], whole.closed);
    return new Sample(whole.codec, whole.strict, closed, whole.valid);
  });

const linked = (part: fc.Arbitrary<Sample>): fc.Arbitrary<Sample> =>
  part.map((value) => {
    const list = (kind: 'codec' | 'strict' | 'closed'): t.Mixed =>
      t.recursion('List', (self) => {
        const node = t.type({ value: value[kind], next: t.union([self, t.null]) });
        if (kind === 'codec') return node;
        const exact = t.exact(node);
        return kind === 'strict' ? exact : refusingOthers(['value', 'next'], exact);
      });
    const node = (next: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
      fc.record({ value: value.valid, next }, { noNullPrototype: true });
    return new Sample(
      list('codec'),
      list('strict'),
      list('closed'),
      node(fc.oneof(fc.constant(null), node(node(fc.constant(null))))),
    );
  });

/** A codec of any structure that ours sees through. */
export const randomCodec: fc.Arbitrary<Sample> = fc.letrec<{ sample: Sample; leaf: Sample }>(
  (tie) => {
    const part = tie('sample');
    return {
      leaf: fc.constantFrom(...leaves),
      sample: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        { arbitrary: tie('leaf'), weight: 2 },
        { arbitrary: object(part), weight: 4 },
        { arbitrary: taggedUnion(part), weight: 2 },
        { arbitrary: objectWithChoice(part), weight: 1 },
        { arbitrary: linked(part), weight: 1 },
        { arbitrary: pair(part), weight: 1 },
        { arbitrary: table(part), weight: 1 },
        {
          arbitrary: part.map((item) =>
            mapped(
              [item],
              ([of = t.unknown]) => t.array(of),
              fc.array(item.valid, { maxLength: 3 }),
            ),
          ),
          weight: 1,
        },
        {
          arbitrary: part.map((item) =>
            mapped(
              [item],
              ([of = t.unknown]) => t.readonlyArray(of),
              fc.array(item.valid, { maxLength: 3 }),
            ),
          ),
          weight: 1,
        },
        {
          arbitrary: part.map((item) =>
            mapped(
              [item],
              ([of = t.unknown]) => t.record(t.string, of),
              fc.dictionary(fc.constantFrom(...keys, 'toString'), item.valid, {
                maxKeys: 3,
                noNullPrototype: true,
              }),
            ),
          ),
          weight: 1,
        },
        { arbitrary: fc.tuple(part, part).map(oneOf), weight: 1 },
      ),
    };
  },
).sample;
