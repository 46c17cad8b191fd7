import fc from 'fast-check';

type Json =
  null | boolean | number | string | ReadonlyArray<Json> | { readonly [key: string]: Json };

/** What stands where something else should: of other types, and just beyond every limit. */
export const strangers: ReadonlyArray<Json> = [
  null,
  true,
  0,
  -1,
  -2,
  1.5,
  999,
  9999,
  2 ** 53,
  '',
  ' ',
  'a b',
  'a_b',
  'GBPX',
  'eur',
  'all',
  'none',
  'nothing',
  'current',
  'system:',
  'system:MS',
  'x'.repeat(65),
  'x'.repeat(129),
  'x'.repeat(201),
  '😀'.repeat(65),
  '😀'.repeat(201),
  '\u0000',
  '\u007F',
  'a\nb',
  '\uD800',
  'a\uDC00b',
  '2024-06-31',
  '2024-06-30',
  '1900-02-29',
  '2000-02-29',
  '0000-01-01',
  '2024-00-10',
  '2024-01-01T00:00:00Z',
  '2024-01-01T24:00:00Z',
  '2024-01-01T00:00:60.000Z',
  '2024-01-01T00:00:00.00Z',
  '2024-01-01T00:00:00+00:00',
  'https://',
  'ftp://x',
  'https://a b',
  'a@b',
  '@',
  'a@b@c',
  `${'q'.repeat(255)}@b`,
  [],
  ['IR', 'IR'],
  ['IR'],
  [null],
  {},
  { code: 'TaxForm', form: 'W-8' },
  { kind: 'Membership' },
];

/** The value with one thing changed somewhere: replaced, left out, or added. */
export const nearly = (value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc
    .tuple(
      value,
      fc.nat(),
      fc.constantFrom('replace', 'remove', 'add'),
      fc.constantFrom(...strangers),
    )
    .map(([json, where, how, stranger]) => changed(json as Json, where, how, stranger));

const changed = (json: Json, where: number, how: string, stranger: Json): Json => {
  const places = placesIn(json);
  const place = places[where % places.length] ?? [];
  return edited(json, place, (old) => {
    if (how === 'replace') return stranger;
    if (how === 'remove') return undefined;
    return isObject(old) ? { ...old, surplus: stranger } : [old];
  }) as Json;
};

const isObject = (json: Json): json is { readonly [key: string]: Json } =>
  typeof json === 'object' && json !== null && !Array.isArray(json);

type Place = ReadonlyArray<string>;

const placesIn = (json: Json): ReadonlyArray<Place> => [
  [],
  ...(typeof json === 'object' && json !== null
    ? Object.entries(json).flatMap(([key, member]) =>
        placesIn(member).map((place) => [key, ...place]),
      )
    : []),
];

const edited = (
  json: Json,
  [key, ...rest]: Place,
  edit: (old: Json) => Json | undefined,
): Json | undefined => {
  if (key === undefined) return edit(json) ?? null;
  const entries = Object.entries(json as Readonly<Record<string, Json>>).flatMap(
    ([each, member]) => {
      if (each !== key) return [[each, member] as const];
      const next = rest.length === 0 ? edit(member) : edited(member, rest, edit);
      return next === undefined ? [] : [[each, next] as const];
    },
  );
  return Array.isArray(json) ? entries.map(([, member]) => member) : Object.fromEntries(entries);
};
