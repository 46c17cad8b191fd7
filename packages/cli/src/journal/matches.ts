/**
 * Whether a value is as a pattern says: objects are compared on the keys given, lists item by item, and `null`
 * matches what is absent.
 */
export const matches = (pattern: unknown, value: unknown): boolean => {
  if (pattern === null) return value === null || value === undefined;
  if (Array.isArray(pattern)) {
    return (
      Array.isArray(value) &&
      value.length === pattern.length &&
      pattern.every((item, index) => matches(item, value[index]))
    );
  }
  if (typeof pattern === 'object') {
    return (
      isObject(value) &&
      Object.entries(pattern).every(([key, expected]) =>
        matches(expected, Object.hasOwn(value, key) ? value[key] : undefined),
      )
    );
  }
  return pattern === value;
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
