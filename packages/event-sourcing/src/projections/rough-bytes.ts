/** About what a JSON value takes in memory, without writing it out: good enough for a bound. */
export const roughBytes = (value: unknown): number => {
  if (typeof value === 'string') return 24 + value.length;
  if (typeof value !== 'object' || value === null) return 8;
  let bytes = 32;
  if (Array.isArray(value)) {
    for (const item of value) bytes += roughBytes(item);
    return bytes;
  }
  for (const key in value) bytes += 16 + roughBytes((value as Record<string, unknown>)[key]);
  return bytes;
};
