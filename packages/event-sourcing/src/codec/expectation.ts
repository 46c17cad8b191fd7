import { cut } from './preview.js';
import { tagNameOf, unwrapped, type AnyDecoder } from './unwrapped.js';

/** What a codec wants, in words: the name it was given, or its kind where io-ts made the name up. */
export const expectation = (codec: AnyDecoder): string => {
  if (!/[{<]/.test(codec.name)) return cut(codec.name.replace(/^\((.*)\)$/, '$1'), 200);
  const inner = unwrapped(codec);
  switch (tagNameOf(inner)) {
    case 'ArrayType':
    case 'ReadonlyArrayType':
    case 'TupleType':
      return 'an array';
    case 'InterfaceType':
    case 'PartialType':
    case 'IntersectionType':
    case 'DictionaryType':
      return 'an object';
    default:
      return cut(inner.name, 200);
  }
};
