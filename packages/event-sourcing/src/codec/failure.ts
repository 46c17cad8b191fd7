import { isLeft } from 'fp-ts/lib/Either.js';
import type * as t from 'io-ts';
import type { Shape } from './shape.js';
import { unknownKeys } from './unknown-keys.js';

/** Why a value was refused: what the codec itself says, what the codec does not name, at least one error. */
export const failure = (
  codec: t.Decoder<unknown, unknown>,
  shape: Shape,
  value: unknown,
  closed: boolean,
): t.Errors => {
  const at = (type: t.Decoder<unknown, unknown>): t.Context => [{ key: '', type, actual: value }];
  const errors = [
    ...attempt(() => {
      const decoded = codec.validate(value, at(codec));
      return isLeft(decoded) ? decoded.left : [];
    }),
    ...(closed ? attempt(() => unknownKeys(shape, value)) : []),
  ];
  return errors.length > 0
    ? errors
    : [{ value, context: at(codec), message: 'plain JSON, not too deep' }];
};

// A hostile value can make the codec, or the search for unknown keys, throw.
const attempt = (find: () => t.Errors): t.Errors => {
  try {
    return find();
  } catch {
    return [];
  }
};
