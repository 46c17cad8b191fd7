/** An event that the model expects, with the fields that it has an opinion on. */
export interface Happened {
  readonly type: string;
  /** Business time. */
  readonly effectiveAt: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What a command leads to: the tag of a refusal, or events (none: already so). */
export type Answer = { readonly refused: string } | { readonly recorded: ReadonlyArray<Happened> };

export const refused = (tag: string): Answer => ({ refused: tag });

export const alreadySo: Answer = { recorded: [] };

export const happened = (
  type: string,
  effectiveAt: string,
  data: Readonly<Record<string, unknown>>,
): Happened => ({ type, effectiveAt, data });

export const recorded = (...one: Parameters<typeof happened>): Answer => ({
  recorded: [happened(...one)],
});

/** Whether two values are the same JSON, fields in any order; a field that is undefined is absent. */
export const sameJson = (a: unknown, b: unknown): boolean => {
  if (a === b) return true;
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((one, i) => sameJson(one, b[i]));
  }
  if (!isObject(a) || !isObject(b)) return false;
  for (const key of Object.keys(a)) if (!sameJson(a[key], b[key])) return false;
  for (const key of Object.keys(b)) if (a[key] === undefined && b[key] !== undefined) return false;
  return true;
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
