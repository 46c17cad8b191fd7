import { mayAcceptUndefined, objectShape, unionOf, type Field, type Shape } from './shape.js';

/**
 * All of the parts at once. Objects become one object, and a choice among the parts a choice of intersections: so
 * that every object knows all of its keys, and an intersection costs nothing at run time.
 */
export const intersectionOf = (parts: ReadonlyArray<Shape>): Shape => {
  const flat = parts.flatMap((part) => (part.kind === 'All' ? part.parts : [part]));
  const union = flat.find((part) => part.kind === 'Union');
  if (union !== undefined) {
    const others = flat.filter((part) => part !== union);
    return unionOf(union.members.map((member) => intersectionOf([member, ...others])));
  }
  const objects = flat.filter((part) => part.kind === 'Object');
  const others = flat.filter((part) => part.kind !== 'Object');
  if (objects.length === 0) return single(others);
  const fields = objects.flatMap((object) => object.fields);
  return single([objectShape([...byKey(fields)].map(field)), ...others]);
};

const single = (parts: ReadonlyArray<Shape>): Shape => {
  const [only, ...rest] = parts;
  if (only === undefined) return { kind: 'Json' };
  return rest.length === 0 ? only : { kind: 'All', parts };
};

const byKey = (fields: ReadonlyArray<Field>): ReadonlyMap<string, ReadonlyArray<Shape>> => {
  const shapes = new Map<string, ReadonlyArray<Shape>>();
  for (const { key, shape } of fields) shapes.set(key, [...(shapes.get(key) ?? []), shape]);
  return shapes;
};

const field = ([key, shapes]: readonly [string, ReadonlyArray<Shape>]): Field => ({
  key,
  shape: both(shapes),
});

// A key that one part demands and another allows is demanded.
const both = (shapes: ReadonlyArray<Shape>): Shape => {
  const inner = shapes.map((shape) => (shape.kind === 'Optional' ? shape.of : shape));
  if (shapes.every((shape) => shape.kind === 'Optional')) {
    return { kind: 'Optional', of: intersectionOf(inner) };
  }
  const demanded = shapes.some((shape) => !mayAcceptUndefined(shape));
  return intersectionOf(demanded ? inner : shapes);
};
