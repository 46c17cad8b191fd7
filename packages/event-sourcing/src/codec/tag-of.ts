import type { Shape, UnionShape } from './shape.js';

/** A literal field that tells a union's objects apart. */
export interface Tag {
  readonly key: string;
  /** The members that a tag's value leaves possible, in their order. */
  readonly members: ReadonlyMap<unknown, ReadonlyArray<Shape>>;
  /** The members that are no objects. */
  readonly others: ReadonlyArray<Shape>;
}

/** The field that tells most apart; none if some member might be an object without it. */
export const tagOf = (union: UnionShape): Tag | undefined => {
  const others = union.members.filter(isNeverObject);
  const objects = union.members
    .filter((member) => !isNeverObject(member))
    .map((shape) => ({ shape, tags: tagsOf(shape) }));
  const [first] = objects;
  if (first === undefined) return undefined;
  const candidates = [...first.tags.keys()]
    .filter((key) => objects.every(({ tags }) => tags.has(key)))
    .map((key) => ({ key, members: group(key, objects), others }))
    .filter(({ members }) => members.size > 1)
    .toSorted((a, b) => b.members.size - a.members.size);
  return candidates[0];
};

type Tags = ReadonlyMap<string, ReadonlyArray<unknown>>;
const untagged: Tags = new Map();

const group = (
  key: string,
  objects: ReadonlyArray<{ readonly shape: Shape; readonly tags: Tags }>,
): Tag['members'] => {
  const members = new Map<unknown, ReadonlyArray<Shape>>();
  for (const { shape, tags } of objects) {
    for (const value of tags.get(key) ?? []) {
      members.set(value, [...(members.get(value) ?? []), shape]);
    }
  }
  return members;
};

const isNeverObject = (shape: Shape): boolean => {
  switch (shape.kind) {
    case 'Primitive':
    case 'Literal':
    case 'OneOf':
    case 'Array':
    case 'Tuple':
      return true;
    case 'Refined':
      return isNeverObject(shape.of);
    case 'Json':
    case 'Object':
    case 'Record':
    case 'Optional':
    case 'Union':
    case 'All':
    case 'Recursive':
    case 'Custom':
      return false;
  }
};

/** The literal fields that every value of the shape has, with the values they can take. */
export const tagsOf = (shape: Shape, within: Set<Shape> = new Set()): Tags => {
  switch (shape.kind) {
    case 'Object':
      return new Map(
        shape.fields.flatMap(({ key, shape: field }) =>
          field.kind === 'Literal' ? [[key, [field.value]] as const] : [],
        ),
      );
    case 'Refined':
      return tagsOf(shape.of, within);
    case 'All':
      return new Map(shape.parts.flatMap((part) => [...tagsOf(part, within)]));
    case 'Union':
      return sharedTags(shape.members.map((member) => tagsOf(member, within)));
    case 'Recursive':
      return within.has(shape) ? untagged : tagsOf(shape.resolve(), within.add(shape));
    case 'Primitive':
    case 'Literal':
    case 'OneOf':
    case 'Json':
    case 'Record':
    case 'Array':
    case 'Tuple':
    case 'Optional':
    case 'Custom':
      return untagged;
  }
};

const sharedTags = ([first = untagged, ...rest]: ReadonlyArray<Tags>): Tags =>
  new Map(
    [...first]
      .filter(([key]) => rest.every((tags) => tags.has(key)))
      .map(([key, values]) => [
        key,
        [...new Set([values, ...rest.map((tags) => tags.get(key) ?? [])].flat())],
      ]),
  );
