import fc from 'fast-check';
import type * as t from 'io-ts';

type Structure =
  | t.StringType
  | t.NumberType
  | t.BooleanType
  | t.NullType
  | t.AnyDictionaryType
  | t.LiteralType<string | number | boolean>
  | t.KeyofType<Record<string, unknown>>
  | t.ReadonlyArrayType<t.Mixed>
  | t.DictionaryType<t.Mixed, t.Mixed>
  | t.UnionType<t.Mixed[]>
  | t.RefinementType<t.Mixed>
  | t.ReadonlyType<t.Mixed>
  | t.ExactType<t.Mixed>
  | t.InterfaceType<t.Props>
  | t.PartialType<t.Props>
  | t.IntersectionType<t.Mixed[]>;

const id = fc.constantFrom('IR', 'contoso.com', 'a-b.C9', 'x'.repeat(128));
const instant = fc.constantFrom('2024-03-04T10:00:00.000Z', '2024-02-29T23:59:59.999Z');
const text = fc.constantFrom('Contoso', 'Søren Ünïcode 😀', '😀'.repeat(200), 'y'.repeat(200));

const byName: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  'Actor (a user id, or system:NAME)': fc.constantFrom('ines', 'system:MS'),
  Instant: instant,
  CalendarDate: fc.constantFrom('2024-02-29', '0001-01-01'),
  'FiscalYear (the year it ends in)': fc.constantFrom(1000, 2024, 9998),
  'Text of 1 to 200 characters': text,
  'Code of 1 to 64 characters': fc.constantFrom('VAT', 'W-8', '😀'.repeat(64)),
  Country: fc.constantFrom('GB', 'z'.repeat(64), 'New Zealand'),
  'Currency (ISO 4217)': fc.constantFrom('EUR', 'GBP'),
  'Url (http or https)': fc.constantFrom('https://guides.example/a.pdf', 'http://x'),
  'e-mail address': fc.constantFrom('ines@contoso.example', `${'q'.repeat(250)}@b.c`),
  'whole number, not negative': fc.constantFrom(0, 1, Number.MAX_SAFE_INTEGER),
  'whole number of at least 1': fc.constantFrom(1, 12),
  'revision (whole number, -1 for no stream yet)': fc.constantFrom(-1, 0, 7),
  'non-empty list of different ProgramIds': fc.constantFrom(['IR'], ['IR', 'DB']),
};

/** JSON that the codec accepts, from its own structure. */
export const valuesOf = (codec: t.Mixed): fc.Arbitrary<unknown> => {
  const named = byName[codec.name];
  if (named !== undefined) return named;
  const structure = codec as Structure;
  switch (structure._tag) {
    case 'StringType':
      return fc.constantFrom('', 'text', 'ProfileSubmitted');
    case 'NumberType':
      return fc.constantFrom(0, -1.5);
    case 'BooleanType':
      return fc.boolean();
    case 'NullType':
      return fc.constant(null);
    case 'AnyDictionaryType':
      return fc.constantFrom({}, { type: 'X', deep: [{ a: null }] });
    case 'LiteralType':
      return fc.constant(structure.value);
    case 'KeyofType':
      return fc.constantFrom(...Object.keys(structure.keys));
    case 'ReadonlyArrayType':
      return fc.array(valuesOf(structure.type), { maxLength: 2 });
    case 'DictionaryType':
      return fc.dictionary(fc.constantFrom('enrollment-IR_UK', 'x'), valuesOf(structure.codomain));
    case 'UnionType':
      return fc.oneof(...structure.types.map(valuesOf));
    case 'RefinementType':
      return id.filter((value) => structure.is(value));
    case 'ReadonlyType':
    case 'ExactType':
      return valuesOf(structure.type);
    case 'InterfaceType':
      return fc.record(fieldsOf(structure.props));
    case 'PartialType':
      return fc.record(fieldsOf(structure.props), { requiredKeys: [] });
    case 'IntersectionType':
      return fc
        .tuple(...structure.types.map(valuesOf))
        .map((parts) => Object.assign({}, ...parts) as unknown);
  }
};

const fieldsOf = (props: t.Props): Record<string, fc.Arbitrary<unknown>> =>
  Object.fromEntries(Object.entries(props).map(([key, codec]) => [key, valuesOf(codec)]));

/** The codecs that the structure comes down to where it is told by a name, each once. */
export const namedIn = (codec: t.Mixed): ReadonlyArray<t.Mixed> => {
  if (byName[codec.name] !== undefined) return [codec];
  const structure = codec as Structure;
  switch (structure._tag) {
    case 'RefinementType':
      return [codec];
    case 'ReadonlyArrayType':
    case 'ReadonlyType':
    case 'ExactType':
      return namedIn(structure.type);
    case 'DictionaryType':
      return namedIn(structure.codomain);
    case 'UnionType':
    case 'IntersectionType':
      return structure.types.flatMap(namedIn);
    case 'InterfaceType':
    case 'PartialType':
      return Object.values(structure.props).flatMap(namedIn);
    case 'StringType':
    case 'NumberType':
    case 'BooleanType':
    case 'NullType':
    case 'AnyDictionaryType':
    case 'LiteralType':
    case 'KeyofType':
      return [];
  }
};
