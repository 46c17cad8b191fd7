/** How one field is read: by a condition on the value as it came, or by a decoder that answers another. */
export interface FieldSource {
  readonly key: string;
  readonly mayBeAbsent: boolean;
  /** `undefined` is absence and is not looked at. */
  readonly skipsUndefined: boolean;
  readonly condition?: (x: string) => string | undefined;
  readonly decoder?: string;
}

/** The body of a function that decodes an object `v`: reads each field once, answers a fresh object. */
export const objectSource = (
  fields: ReadonlyArray<FieldSource>,
  R: string,
  isUnknown: string | undefined,
): string =>
  [
    `if(typeof v!=='object'||v===null||Array.isArray(v))return ${R};`,
    ...(isUnknown === undefined ? [] : [`if(${isUnknown})return ${R};`]),
    ...fields.map((field, index) => read(field, `f${index}`, R)),
    fresh(fields),
  ].join('');

const read = (field: FieldSource, f: string, R: string): string => {
  const from = `v[${JSON.stringify(field.key)}]`;
  const skip = field.skipsUndefined ? `${f}!==undefined&&` : '';
  return field.decoder === undefined
    ? `const ${f}=${from};if(${skip}!(${field.condition?.(f)}))return ${R};`
    : `let ${f}=${from};if(${skip}(${f}=${field.decoder}(${f}))===${R})return ${R};`;
};

// An object literal is the fastest way to an object, and needs its keys known: one literal for every combination of
// the absent, up to 32; beyond that, what is there is written one by one, which costs up to a microsecond an object.
const fresh = (fields: ReadonlyArray<FieldSource>): string => {
  const named = fields.map((field, index) => ({ ...field, f: `f${index}` }));
  const uncertain = named.filter(({ mayBeAbsent }) => mayBeAbsent);
  if (uncertain.length > 5) {
    return `const o={};${named
      .map(({ key, mayBeAbsent, f }) => {
        const write = `o[${JSON.stringify(key)}]=${f};`;
        return mayBeAbsent ? `if(${f}!==undefined)${write}` : write;
      })
      .join('')}return o`;
  }
  const choice = (present: ReadonlySet<string>, open: ReadonlyArray<{ f: string }>): string => {
    const [next, ...rest] = open;
    if (next !== undefined) {
      const without = choice(present, rest);
      return `${next.f}===undefined?${without}:${choice(new Set([...present, next.f]), rest)}`;
    }
    const members = named.filter(({ mayBeAbsent, f }) => !mayBeAbsent || present.has(f));
    return `{${members.map(({ key, f }) => `${JSON.stringify(key)}:${f}`).join(',')}}`;
  };
  return `return ${choice(new Set(), uncertain)}`;
};
