import * as t from 'io-ts';
import { closureDecoder } from './closure-decoder.js';
import { isObject, rejected } from './decoder.js';
import type { Shape, UnionShape } from './shape.js';
import { tagOf } from './tag-of.js';

/** One error, in the form of io-ts's own, for every key or item of the value that the shape does not name. */
export const unknownKeys = (
  shape: Shape,
  value: unknown,
  context: t.Context = at([], '', value),
): t.Errors => {
  const known = keysOf(shape, value);
  const here =
    known !== undefined && isObject(value)
      ? Object.keys(value)
          .filter((key) => !known(key) && value[key] !== undefined)
          .map((key) => unnamed(context, key, value[key], 'no such key'))
      : [];
  return [...here, ...below(shape, value, context)];
};

type Knows = (key: string) => boolean;

// All that an object may be asked for at this level; undefined if it is not for this shape to say.
const keysOf = (shape: Shape, value: unknown): Knows | undefined => {
  switch (shape.kind) {
    case 'Object':
      return (key) => shape.fields.some((field) => field.key === key);
    case 'Record': {
      const decode = closureDecoder(shape.key, false);
      return (key) => key !== '__proto__' && decode(key) !== rejected;
    }
    case 'Json':
      return (key) => key !== '__proto__';
    case 'Optional':
    case 'Refined':
      return keysOf(shape.of, value);
    case 'Recursive':
      return keysOf(shape.resolve(), value);
    case 'Union': {
      const member = memberFor(shape, value);
      return member && keysOf(member, value);
    }
    case 'All': {
      const parts = shape.parts.map((part) => keysOf(part, value));
      return (key) => parts.some((known) => known === undefined || known(key));
    }
    case 'Primitive':
    case 'Literal':
    case 'OneOf':
    case 'Array':
    case 'Tuple':
    case 'Custom':
      return undefined;
  }
};

const below = (shape: Shape, value: unknown, context: t.Context): t.Errors => {
  const item = (of: Shape, items: ReadonlyArray<unknown>, index: number): t.Errors =>
    unknownKeys(of, items[index], at(context, String(index), items[index]));
  switch (shape.kind) {
    case 'Object':
      return isObject(value)
        ? shape.fields.flatMap(({ key, shape: of }) =>
            unknownKeys(of, value[key], at(context, key, value[key])),
          )
        : [];
    case 'Record':
      return members(value, context, () => shape.value);
    case 'Json':
      return Array.isArray(value)
        ? value.flatMap((_, index) => item({ kind: 'Json' }, value, index))
        : members(value, context, () => ({ kind: 'Json' }));
    case 'Array':
      return Array.isArray(value)
        ? value.flatMap((_, index) => item(shape.item, value, index))
        : [];
    case 'Tuple':
      return Array.isArray(value)
        ? [
            ...shape.items.flatMap((of, index) => item(of, value, index)),
            ...Array.from(value.slice(shape.items.length), (surplus: unknown, index) => {
              const key = String(shape.items.length + index);
              return unnamed(context, key, surplus, 'no such item');
            }),
          ]
        : [];
    case 'Optional':
    case 'Refined':
      return below(shape.of, value, context);
    case 'Recursive':
      return below(shape.resolve(), value, context);
    case 'Union': {
      const member = memberFor(shape, value);
      return member ? below(member, value, context) : [];
    }
    case 'All':
      return shape.parts.flatMap((part) => below(part, value, context));
    case 'Primitive':
    case 'Literal':
    case 'OneOf':
    case 'Custom':
      return [];
  }
};

const members = (value: unknown, context: t.Context, of: () => Shape): t.Errors =>
  isObject(value)
    ? Object.keys(value)
        .filter((key) => key !== '__proto__')
        .flatMap((key) => unknownKeys(of(), value[key], at(context, key, value[key])))
    : [];

// The member whose tag the value has, or the first that would take it without its unknown keys.
const memberFor = (union: UnionShape, value: unknown): Shape | undefined => {
  const tag = tagOf(union);
  const candidates = tag && isObject(value) ? tag.members.get(value[tag.key]) : union.members;
  return candidates?.length === 1
    ? candidates[0]
    : candidates?.find((member) => closureDecoder(member, false)(value) !== rejected);
};

const at = (context: t.Context, key: string, actual: unknown): t.Context => [
  ...context,
  { key, type: t.unknown, actual },
];

const unnamed = (
  context: t.Context,
  key: string,
  value: unknown,
  message: string,
): t.ValidationError => ({ value, context: at(context, key, value), message });
