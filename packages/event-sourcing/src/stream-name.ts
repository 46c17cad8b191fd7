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

const idPattern = /^[A-Za-z0-9.-]{1,128}$/;
const namePattern = /^([A-Za-z]+)-([A-Za-z0-9.-]+(?:_[A-Za-z0-9.-]+)*)$/;

export const isStreamId = (text: string): text is StreamId => idPattern.test(text);

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
): StreamName => `${category}-${[first, ...rest].join('_')}` as StreamName;

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
