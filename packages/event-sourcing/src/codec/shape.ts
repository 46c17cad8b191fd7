import type * as t from 'io-ts';

/**
 * What a codec says, as data: the form between io-ts and the two ways of running it. `closed` is no part of a
 * shape; whoever runs it decides whether unknown keys are dropped or refused.
 */
export type Shape =
  | { readonly kind: 'Primitive'; readonly type: PrimitiveType }
  | { readonly kind: 'Literal'; readonly value: Literal }
  | { readonly kind: 'OneOf'; readonly values: ReadonlySet<string> }
  | { readonly kind: 'Json'; readonly only?: 'array' | 'object' }
  | ObjectShape
  | { readonly kind: 'Record'; readonly key: Shape; readonly value: Shape }
  | { readonly kind: 'Array'; readonly item: Shape }
  | { readonly kind: 'Tuple'; readonly items: ReadonlyArray<Shape> }
  | { readonly kind: 'Optional'; readonly of: Shape }
  | { readonly kind: 'Refined'; readonly of: Shape; readonly predicate: Predicate }
  | UnionShape
  | { readonly kind: 'All'; readonly parts: ReadonlyArray<Shape> }
  | { readonly kind: 'Recursive'; readonly resolve: () => Shape }
  | { readonly kind: 'Custom'; readonly codec: t.Mixed };

export type PrimitiveType = 'string' | 'number' | 'boolean' | 'bigint' | 'null' | 'undefined';
export type Literal = string | number | boolean;
export type Predicate = (value: unknown) => boolean;

export interface ObjectShape {
  readonly kind: 'Object';
  /** In the order of their keys. */
  readonly fields: ReadonlyArray<Field>;
}

export interface Field {
  readonly key: string;
  readonly shape: Shape;
}

export interface UnionShape {
  readonly kind: 'Union';
  readonly members: ReadonlyArray<Shape>;
}

/** Fields in the order in which canonical JSON writes them. */
export const objectShape = (fields: ReadonlyArray<Field>): ObjectShape => ({
  kind: 'Object',
  fields: fields.toSorted((a, b) => (a.key < b.key ? -1 : 1)),
});

/** The first that accepts; a union of unions is one. */
export const unionOf = (members: ReadonlyArray<Shape>): UnionShape => ({
  kind: 'Union',
  members: members.flatMap((member) => (member.kind === 'Union' ? member.members : [member])),
});

/** Whether accepting `undefined` can end in anything but a refusal. Says yes when in doubt. */
export const mayAcceptUndefined = (shape: Shape): boolean => {
  switch (shape.kind) {
    case 'Primitive':
      return shape.type === 'undefined';
    case 'Json':
      return shape.only === undefined;
    case 'Refined':
      return mayAcceptUndefined(shape.of);
    case 'Union':
      return shape.members.some(mayAcceptUndefined);
    case 'All':
      return shape.parts.every(mayAcceptUndefined);
    case 'Optional':
    case 'Recursive':
    case 'Custom':
      return true;
    case 'Literal':
    case 'OneOf':
    case 'Object':
    case 'Record':
    case 'Array':
    case 'Tuple':
      return false;
  }
};
