import { identity } from 'io-ts';
import type { Shape } from './shape.js';

/** Whether a decoded value is its own stored form: no codec within encodes to anything else. */
export const storesAsItIs = (shape: Shape, within: Set<Shape> = new Set()): boolean => {
  const every = (parts: ReadonlyArray<Shape>): boolean =>
    parts.every((part) => storesAsItIs(part, within));
  switch (shape.kind) {
    case 'Custom':
      return shape.codec.encode === identity;
    case 'Object':
      return every(shape.fields.map((field) => field.shape));
    case 'Record':
      return every([shape.key, shape.value]);
    case 'Array':
      return every([shape.item]);
    case 'Tuple':
      return every(shape.items);
    case 'Optional':
    case 'Refined':
      return every([shape.of]);
    case 'Union':
      return every(shape.members);
    case 'All':
      return every(shape.parts);
    case 'Recursive':
      return within.has(shape) || storesAsItIs(shape.resolve(), within.add(shape));
    case 'Primitive':
    case 'Literal':
    case 'OneOf':
    case 'Json':
      return true;
  }
};
