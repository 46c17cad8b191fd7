import * as t from 'io-ts';

// Unpaired surrogates and NUL do not survive every store; control characters have no business in a name.
const clean = (text: string, most: number): boolean =>
  text.length >= 1 &&
  isAtMost(most, text) &&
  !/[\u0000-\u001F\u007F]/.test(text) &&
  !/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(text);

/** In characters, as JSON Schema counts: one that takes two units of UTF-16 is one. */
export const isAtMost = (most: number, text: string): boolean =>
  text.length <= most || (text.length <= 2 * most && Array.from(text).length <= most);

declare const textOf: unique symbol;
type Branded<Kind extends string> = string & { readonly [textOf]: Kind };

/** Words for people: 1 to 200 characters, well-formed, without control characters. */
export const Text = t.refinement(
  t.string,
  (text): text is Text => clean(text, 200),
  'Text of 1 to 200 characters',
);
export type Text = Branded<'Text'>;

/** A name of the business's own coding: 1 to 64 characters without spaces. */
export const Code = t.refinement(
  t.string,
  (text): text is Code => clean(text, 64) && !text.includes(' '),
  'Code of 1 to 64 characters',
);
export type Code = Branded<'Code'>;

/** An ISO 4217 code, e.g. `EUR`. */
export const Currency = t.refinement(
  t.string,
  (text): text is Currency => /^[A-Z]{3}$/.test(text),
  'Currency (ISO 4217)',
);
export type Currency = Branded<'Currency'>;

/** A country, in the code the caller uses throughout; ISO 3166-1 alpha-2 is advised. */
export const Country = t.refinement(
  t.string,
  (text): text is Country => clean(text, 64),
  'Country',
);
export type Country = Branded<'Country'>;

/** An `http(s)` address. */
export const Url = t.refinement(
  t.string,
  (text): text is Url => clean(text, 2000) && /^https?:\/\/[^\s]+$/.test(text),
  'Url (http or https)',
);
export type Url = Branded<'Url'>;
