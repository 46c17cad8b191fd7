/** Where two JSON values differ; `undefined` where one of them has nothing there. */
export interface JsonChange {
  /** As code would say it: `draft.bank[0].iban`; empty where the values as a whole differ. */
  readonly path: string;
  readonly was: unknown;
  readonly is: unknown;
}

/** Every place where two JSON values differ, in the order of their keys. None: they are equal. */
export const jsonChanges = (was: unknown, is: unknown): ReadonlyArray<JsonChange> => {
  const changes: Array<JsonChange> = [];
  compare('', was, is, changes);
  return changes;
};

const compare = (path: string, was: unknown, is: unknown, changes: Array<JsonChange>): void => {
  if (Object.is(was, is)) return;
  if (Array.isArray(was) && Array.isArray(is)) {
    for (let n = 0; n < Math.max(was.length, is.length); n += 1) {
      compare(`${path}[${String(n)}]`, was[n], is[n], changes);
    }
  } else if (isRecord(was) && isRecord(is)) {
    for (const key of new Set([...Object.keys(was), ...Object.keys(is)])) {
      compare(path === '' ? key : `${path}.${key}`, was[key], is[key], changes);
    }
  } else changes.push({ path, was, is });
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
