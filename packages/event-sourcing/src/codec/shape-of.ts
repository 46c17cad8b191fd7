import type * as t from 'io-ts';
import { intersectionOf } from './intersection-of.js';
import { objectShape, unionOf, type Predicate, type Shape } from './shape.js';

/**
 * Reads an io-ts codec by its public `_tag`. A codec whose `_tag` promises more than its `validate` keeps is not
 * seen through: change the structure, not the method.
 *
 * Throws a `TypeError` for a field named like a member of `Object.prototype`: io-ts would read the inherited member.
 */
export const shapeOf = (codec: t.Mixed, recursions: Recursions = new Map()): Shape => {
  const of = (inner: t.Mixed): Shape => shapeOf(inner, recursions);
  const structure: unknown = codec;
  if (!isStructured(structure)) return { kind: 'Custom', codec };
  switch (structure._tag) {
    case 'StringType':
      return { kind: 'Primitive', type: 'string' };
    case 'NumberType':
      return { kind: 'Primitive', type: 'number' };
    case 'BooleanType':
      return { kind: 'Primitive', type: 'boolean' };
    case 'BigIntType':
      return { kind: 'Primitive', type: 'bigint' };
    case 'NullType':
      return { kind: 'Primitive', type: 'null' };
    case 'UndefinedType':
    case 'VoidType':
      return { kind: 'Primitive', type: 'undefined' };
    case 'LiteralType':
      return { kind: 'Literal', value: structure.value };
    case 'KeyofType':
      return { kind: 'OneOf', values: new Set(Object.keys(structure.keys)) };
    case 'UnknownType':
    case 'AnyType':
      return { kind: 'Json' };
    case 'AnyArrayType':
      return { kind: 'Json', only: 'array' };
    case 'AnyDictionaryType':
      return { kind: 'Json', only: 'object' };
    case 'InterfaceType':
      return objectShape(fields(structure.props).map(([key, prop]) => ({ key, shape: of(prop) })));
    case 'PartialType':
      return objectShape(
        fields(structure.props).map(([key, prop]) => ({ key, shape: optional(of(prop)) })),
      );
    case 'ExactType':
    case 'ReadonlyType':
      return of(structure.type);
    case 'ArrayType':
    case 'ReadonlyArrayType':
      return { kind: 'Array', item: of(structure.type) };
    case 'TupleType':
      return { kind: 'Tuple', items: structure.types.map(of) };
    case 'DictionaryType':
      return dictionary(structure, of);
    case 'UnionType':
      return unionOf(structure.types.map(of));
    case 'IntersectionType':
      return intersectionOf(structure.types.map(of));
    case 'RefinementType':
      return {
        kind: 'Refined',
        of: of(structure.type),
        predicate: structure.predicate as Predicate,
      };
    case 'RecursiveType':
      return recursive(structure, recursions);
    default:
      // A tag of io-ts that this walk does not know, e.g. a function's.
      return { kind: 'Custom', codec };
  }
};

type Recursions = Map<t.Mixed, Shape>;

type Structured =
  | t.StringType
  | t.NumberType
  | t.BooleanType
  | t.BigIntType
  | t.NullType
  | t.UndefinedType
  | t.VoidType
  | t.LiteralType<string | number | boolean>
  | t.KeyofType<Record<string, unknown>>
  | t.UnknownType
  | t.AnyType
  | t.AnyArrayType
  | t.AnyDictionaryType
  | t.InterfaceType<t.Props>
  | t.PartialType<t.Props>
  | t.ExactType<t.Mixed>
  | t.ReadonlyType<t.Mixed>
  | t.ArrayType<t.Mixed>
  | t.ReadonlyArrayType<t.Mixed>
  | t.TupleType<t.Mixed[]>
  | t.DictionaryType<t.Mixed, t.Mixed>
  | t.UnionType<t.Mixed[]>
  | t.IntersectionType<t.Mixed[]>
  | t.RefinementType<t.Mixed>
  | t.RecursiveType<t.Mixed>;

// By structure, not by class: a codec may come from another copy of io-ts.
const isStructured = (codec: unknown): codec is Structured =>
  typeof codec === 'object' && codec !== null && '_tag' in codec;

const fields = (props: t.Props): ReadonlyArray<[string, t.Mixed]> =>
  Object.entries(props).map(([key, prop]) => {
    if (key in Object.prototype) throw new TypeError(`A field cannot be named ${key}`);
    return [key, prop];
  });

const optional = (of: Shape): Shape => (of.kind === 'Optional' ? of : { kind: 'Optional', of });

const recursive = (codec: t.RecursiveType<t.Mixed>, recursions: Recursions): Shape => {
  const known = recursions.get(codec);
  if (known !== undefined) return known;
  let resolved: Shape | undefined;
  const shape: Shape = {
    kind: 'Recursive',
    resolve: () => (resolved ??= shapeOf(codec.type, recursions)),
  };
  recursions.set(codec, shape);
  return shape;
};

// io-ts asks for every key of a domain that it can list, takes any object for the others, and an array for `any`.
const dictionary = (
  codec: t.DictionaryType<t.Mixed, t.Mixed>,
  of: (inner: t.Mixed) => Shape,
): Shape => {
  const keys = listedKeys(codec.domain);
  if (keys !== undefined) {
    const props = Object.fromEntries(keys.map((key) => [key, codec.codomain]));
    return objectShape(fields(props).map(([key, prop]) => ({ key, shape: of(prop) })));
  }
  const record: Shape = { kind: 'Record', key: of(codec.domain), value: of(codec.codomain) };
  return '_tag' in codec.codomain && codec.codomain._tag === 'AnyType'
    ? unionOf([record, { kind: 'Json', only: 'array' }])
    : record;
};

const listedKeys = (domain: unknown): ReadonlyArray<string> | undefined => {
  if (!isStructured(domain)) return undefined;
  if (domain._tag === 'KeyofType') return Object.keys(domain.keys);
  if (domain._tag === 'LiteralType') {
    return typeof domain.value === 'string' ? [domain.value] : undefined;
  }
  if (domain._tag !== 'UnionType') return undefined;
  const lists = domain.types.map(listedKeys);
  return lists.every((list) => list !== undefined) ? [...new Set(lists.flat())] : undefined;
};
