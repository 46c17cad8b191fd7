import fc from 'fast-check';

/** One change to a value that was right. */
export interface Mutation {
  readonly node: number;
  readonly kind: 'replace' | 'remove' | 'add' | 'addProto' | 'rename' | 'repeat';
  readonly key: string;
  readonly junk: unknown;
}

const json = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom(null, '', 'a', 'A', 'B', 0, -0, 1, Infinity, true, [], {}, { a: 1 }),
);

export const mutation: fc.Arbitrary<Mutation> = fc.record({
  node: fc.nat(),
  kind: fc.constantFrom('replace', 'remove', 'add', 'addProto', 'rename', 'repeat'),
  key: fc.constantFrom('a', 'b', 'type', 'value', 'other', 'toString'),
  junk: json,
});

/** A copy with one node changed: one of the values within, or the value itself. */
export const mutated = (value: unknown, change: Mutation): unknown => {
  return atNode(value, change.node, (node) => changeOf(node, change));
};

/** A copy with the n-th of its nodes changed. */
export const atNode = (value: unknown, node: number, change: (node: unknown) => unknown): unknown =>
  changed(value, node % count(value), change);

const children = (value: unknown): ReadonlyArray<unknown> =>
  typeof value === 'object' && value !== null ? Object.values(value) : [];

const count = (value: unknown): number =>
  1 + children(value).reduce<number>((sum, child) => sum + count(child), 0);

// Nodes are counted depth first; the children keep their keys, `__proto__` included.
const changed = (value: unknown, index: number, change: (node: unknown) => unknown): unknown => {
  if (index === 0) return change(value);
  if (typeof value !== 'object' || value === null) return value;
  let skipped = 1;
  const entries = Object.entries(value).map(([key, child]): [string, unknown] => {
    const first = skipped;
    skipped += count(child);
    return [key, first <= index && index < skipped ? changed(child, index - first, change) : child];
  });
  return Array.isArray(value) ? entries.map(([, child]) => child) : Object.fromEntries(entries);
};

const changeOf = (node: unknown, { kind, key, junk }: Mutation): unknown => {
  if (kind === 'replace' || typeof node !== 'object' || node === null) return junk;
  if (Array.isArray(node)) {
    const items: ReadonlyArray<unknown> = node;
    return kind === 'remove' ? items.slice(1) : [...items, kind === 'repeat' ? items[0] : junk];
  }
  const entries = Object.entries(node);
  const [first, ...rest] = entries;
  switch (kind) {
    case 'remove':
      return Object.fromEntries(rest);
    case 'add':
    case 'repeat':
      return Object.fromEntries([...entries, [key, junk]]);
    case 'addProto':
      return Object.fromEntries([...entries, ['__proto__', junk]]);
    case 'rename':
      return Object.fromEntries([...rest, [key, first?.[1] ?? null]]);
  }
};

/** Whether somebody wrote a key `__proto__`. */
export const namesProto = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (Object.hasOwn(value, '__proto__') || Object.values(value).some(namesProto));

/** The value as if nobody had written a key `__proto__`; members that are `undefined` left out; -0 is 0. */
export const plain = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(plain);
  if (value === 0) return 0;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, member]) => key !== '__proto__' && member !== undefined)
      .map(([key, member]) => [key, plain(member)]),
  );
};
