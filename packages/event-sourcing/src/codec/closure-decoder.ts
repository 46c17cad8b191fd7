import * as make from './combinators.js';
import type { Decoder } from './decoder.js';
import type { Shape, UnionShape } from './shape.js';
import { tagOf } from './tag-of.js';

/** Runs a shape by closures: as right as generated source, and allowed everywhere. */
export const closureDecoder = (shape: Shape, closed: boolean): Decoder => {
  const recursions = new Map<string, Map<Shape, Decoder>>();

  // `level` is about the keys of this object alone; those below are open or closed as the whole is.
  const decoder = (of: Shape, level = closed): Decoder => {
    switch (of.kind) {
      case 'Primitive':
        return make.primitive(of.type);
      case 'Literal':
        return make.literal(of.value);
      case 'OneOf':
        return make.oneOf(of.values);
      case 'Json':
        return make.json(of.only, closed);
      case 'Object':
        return make.object(
          of.fields.map((field) => ({ key: field.key, decode: decoder(field.shape) })),
          level,
        );
      case 'Record':
        return make.record(decoder(of.key), decoder(of.value), level);
      case 'Array':
        return make.array(decoder(of.item));
      case 'Tuple':
        return make.tuple(
          of.items.map((item) => decoder(item)),
          closed,
        );
      case 'Optional':
        return make.optional(decoder(of.of, level));
      case 'Refined':
        return make.refined(decoder(of.of, level), of.predicate);
      case 'Union':
        return union(of, level);
      case 'All':
        return make.all(
          of.parts.map((part) => decoder(part, false)),
          level,
        );
      case 'Recursive':
        return recursive(of, level);
      case 'Custom':
        return make.custom(of.codec, closed);
    }
  };

  const union = (of: UnionShape, level: boolean): Decoder => {
    const oneOf = (members: ReadonlyArray<Shape>): Decoder =>
      make.firstOf(members.map((member) => decoder(member, level)));
    const tag = tagOf(of);
    if (tag === undefined) return oneOf(of.members);
    const members = new Map([...tag.members].map(([value, shapes]) => [value, oneOf(shapes)]));
    return make.tagged(tag.key, members, oneOf(tag.others));
  };

  // Made on first use: a recursive shape contains itself.
  const recursive = (of: Shape & { readonly kind: 'Recursive' }, level: boolean): Decoder => {
    const made = recursions.get(String(level)) ?? new Map<Shape, Decoder>();
    recursions.set(String(level), made);
    return (value) => {
      const decode = made.get(of) ?? decoder(of.resolve(), level);
      made.set(of, decode);
      return decode(value);
    };
  };

  return decoder(shape);
};
