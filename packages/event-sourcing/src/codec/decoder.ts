/** Answers a fresh, decoded value, or `rejected`. */
export type Decoder = (value: unknown) => unknown;

/** The answer that is no value. */
export const rejected: unique symbol = Symbol('rejected');

export type Fields = Readonly<Record<string, unknown>>;

/** What io-ts takes for an object: anything but an array. */
export const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A key whose value is `undefined` is absent, here as everywhere. */
export const hasUnknownKey = (value: Fields, known: { has: (key: string) => boolean }): boolean => {
  for (const key of Object.keys(value)) {
    if (!known.has(key) && value[key] !== undefined) return true;
  }
  return false;
};
