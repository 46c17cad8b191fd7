/** Thrown where an event holds what JSON cannot: a fault of the program that made it, not an outcome of an append. */
export class NotJson extends TypeError {
  override readonly name = 'NotJson';
  constructor(
    readonly path: string,
    readonly found: string,
  ) {
    super(`An event holds what JSON cannot: ${path} is ${found}`);
  }
}

/** Deeper than any value of ours; a cycle ends here too. */
export const deepest = 128;

/**
 * At most how many bytes the JSON of a value takes, or `NaN` where JSON cannot hold it: `undefined`, bigint, NaN,
 * functions, instances of classes, cycles. A seventh of the price of making the text.
 */
export const jsonBound = (value: unknown): number => bound(value, false, deepest);

/** The same, and in the same walk everything that is reached is frozen. */
export const jsonBoundFrozen = (value: unknown): number => bound(value, true, deepest);

/** Throws what is wrong and where; for a value whose bound is `NaN`. */
export const refuseNotJson = (value: unknown, path: string, depth = deepest): void => {
  if (typeof value !== 'object' || value === null) {
    if (Number.isNaN(bound(value, false, depth))) throw new NotJson(path, String(value));
    return;
  }
  if (depth === 0) throw new NotJson(path, `nested deeper than ${deepest} levels, or cyclic`);
  if (!Array.isArray(value) && !isPlain(value)) {
    throw new NotJson(path, `an instance of ${value.constructor.name}`);
  }
  for (const key of Object.keys(value)) {
    const child: unknown = Reflect.get(value, key);
    refuseNotJson(child, `${path}.${key}`, depth - 1);
  }
};

// Six bytes are the most that one UTF-16 unit takes: \u0000. A number takes 24 at most.
const bound = (value: unknown, freeze: boolean, depth: number): number => {
  switch (typeof value) {
    case 'string':
      return value.length * 6 + 2;
    case 'number':
      return Number.isFinite(value) ? 24 : Number.NaN;
    case 'boolean':
      return 5;
    case 'object':
      return value === null ? 4 : boundOfObject(value, freeze, depth);
    case 'undefined':
    case 'bigint':
    case 'symbol':
    case 'function':
    default:
      return Number.NaN;
  }
};

const boundOfObject = (value: object, freeze: boolean, depth: number): number => {
  if (depth === 0) return Number.NaN;
  let bytes = 2;
  if (Array.isArray(value)) {
    const items: ReadonlyArray<unknown> = value;
    for (let index = 0; index < items.length; index++) {
      bytes += bound(items[index], freeze, depth - 1) + 1;
    }
  } else {
    if (!isPlain(value)) return Number.NaN;
    for (const key in value) bytes += key.length * 6 + 4 + bound(value[key], freeze, depth - 1);
  }
  if (freeze) Object.freeze(value);
  return bytes;
};

// Told by shape, not by identity: an object of another realm has another Object.prototype.
export const isPlain = (value: object): value is Readonly<Record<string, unknown>> => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
};
