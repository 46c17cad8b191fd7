import type * as t from 'io-ts';

export type AnyDecoder = t.Decoder<unknown, unknown>;

/** The codec within those that only wrap: io-ts gives the wrapper's context to the wrapped. */
export const unwrapped = (codec: AnyDecoder): AnyDecoder =>
  isWrapper(codec) ? unwrapped(codec.type) : codec;

export const tagNameOf = (codec: AnyDecoder): unknown => ('_tag' in codec ? codec._tag : undefined);

const isWrapper = (codec: AnyDecoder): codec is AnyDecoder & { readonly type: AnyDecoder } =>
  wrappers.has(tagNameOf(codec));

const wrappers = new Set<unknown>(['ExactType', 'ReadonlyType', 'RefinementType', 'RecursiveType']);
