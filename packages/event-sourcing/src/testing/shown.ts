import { isDeepStrictEqual } from 'node:util';

/** A value on one line; what differs from the other one stands between »«. */
export const shown = (value: unknown, against: unknown = value): string => {
  if (Array.isArray(value) && Array.isArray(against)) {
    return `[${items(value, against).join(', ')}]`;
  }
  if (isRecord(value) && isRecord(against)) {
    const inside = fields(value, against);
    return inside.length === 0 ? '{}' : `{ ${inside.join(', ')} }`;
  }
  return isDeepStrictEqual(value, against) ? atom(value) : marked(shown(value));
};

const items = (
  value: ReadonlyArray<unknown>,
  against: ReadonlyArray<unknown>,
): ReadonlyArray<string> =>
  value.map((item, at) => (at < against.length ? shown(item, against[at]) : marked(shown(item))));

const fields = (
  value: Readonly<Record<string, unknown>>,
  against: Readonly<Record<string, unknown>>,
): ReadonlyArray<string> =>
  Object.entries(value).map(([key, field]) =>
    Object.hasOwn(against, key)
      ? `${key}: ${shown(field, against[key])}`
      : marked(`${key}: ${shown(field)}`),
  );

const marked = (text: string): string => `»${text}«`;

const atom = (value: unknown): string =>
  typeof value === 'string' ? JSON.stringify(value) : String(value);

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
