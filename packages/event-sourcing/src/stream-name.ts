import * as E from 'fp-ts/lib/Either.js';

declare const streamIdBrand: unique symbol;
declare const streamNameBrand: unique symbol;

/** Text that may stand in a stream name: `[A-Za-z0-9.-]`, 1 to 128 characters. */
export type StreamId = string & { readonly [streamIdBrand]: true };

/** `category-id` or `category-id_id…`: where one thing's events are kept. */
export type StreamName = string & { readonly [streamNameBrand]: true };

/** The id cannot address a stream: it is empty, too long, or holds another character. */
export interface InvalidStreamId {
  readonly _tag: 'InvalidStreamId';
  readonly expected: '[A-Za-z0-9.-], 1 to 128 characters';
}

const namePattern = /^([A-Za-z]+)-([A-Za-z0-9.-]+(?:_[A-Za-z0-9.-]+)*)$/;

// By hand, as it is asked of every id in every event: a third of the price of a regular expression.
export const isStreamId = (text: string): text is StreamId => {
  if (text.length === 0 || text.length > 128) return false;
  for (let index = 0; index < text.length; index++) {
    if (!isIdUnit(text.charCodeAt(index))) return false;
  }
  return true;
};

/** `a-z`, `0-9`, `A-Z`, `-` or `.`, the likeliest first. */
const isIdUnit = (unit: number): boolean =>
  (unit >= 0x61 && unit <= 0x7a) ||
  (unit >= 0x30 && unit <= 0x39) ||
  (unit >= 0x41 && unit <= 0x5a) ||
  unit === 0x2d ||
  unit === 0x2e;

export const streamId = (text: string): E.Either<InvalidStreamId, StreamId> =>
  isStreamId(text)
    ? E.right(text)
    : E.left({ _tag: 'InvalidStreamId', expected: '[A-Za-z0-9.-], 1 to 128 characters' });

/**
 * The one place where a stream name is made. Injective: categories hold letters only, ids hold no `_`,
 * so the first `-` and every `_` can be told apart, and no id reaches another thing's stream.
 *
 * @param category letters only, a constant of the code
 */
export const streamName = (
  category: string,
  first: StreamId,
  ...rest: ReadonlyArray<StreamId>
): StreamName => {
  let name = `${category}-${first}`;
  for (const id of rest) name += `_${id}`;
  return name as StreamName;
};

/** The parts of a stream name, or `undefined` where the text is none of ours. */
export const parseStreamName = (
  name: string,
): { readonly category: string; readonly ids: ReadonlyArray<StreamId> } | undefined => {
  const match = namePattern.exec(name);
  if (match === null) return undefined;
  const [, category = '', ids = ''] = match;
  return { category, ids: ids.split('_') as ReadonlyArray<string> as ReadonlyArray<StreamId> };
};

/** The letters before the first `-`. */
export const categoryOf = (name: string): string => name.slice(0, Math.max(0, name.indexOf('-')));
