import fc from 'fast-check';

/** Makes of a right value one that no JSON text parses to. */
export type Infection = (value: unknown) => unknown;

class Impostor {
  readonly impostor = true;
}

const asObject = (value: unknown): object =>
  typeof value === 'object' && value !== null ? value : { value };

const bare = (fields: object): object => Object.setPrototypeOf({ ...fields }, null) as object;

const inheriting = (from: object): object => Object.create(from) as object;

const throwing = (): never => {
  throw new Error('hostile');
};

const infections: ReadonlyArray<Infection> = [
  () => () => 1,
  () => Symbol('hostile'),
  () => 10n,
  () => undefined,
  () => Number.NaN,
  () => new Date(0),
  () => new Map([['a', 1]]),
  () => Promise.resolve(1),
  () => bare({}),
  () => Object.assign([], { length: 5 }),
  () => 'x'.repeat(100_000),
  () => Object.assign([], { type: 'A', a: 1, length: 3 }),
  (value) => bare(asObject(value)),
  (value) => Object.assign(new Impostor(), value),
  (value) => Object.freeze(asObject(value)),
  (value) =>
    Object.defineProperty({ ...asObject(value) }, 'a', { get: throwing, enumerable: true }),
  (value) => Object.defineProperty({ ...asObject(value) }, 'a', { value: 1, enumerable: false }),
  (value) => Object.assign({ ...asObject(value) }, { toJSON: throwing, toString: throwing }),
  (value) => {
    const cyclic: Record<string, unknown> = { ...asObject(value) };
    return Object.assign(cyclic, { a: cyclic, value: [cyclic] });
  },
  (value) => new Proxy(asObject(value), {}),
  (value) => new Proxy(asObject(value), { get: throwing }),
  (value) => new Proxy(asObject(value), { ownKeys: throwing }),
  (value) => new Proxy(asObject(value), { getPrototypeOf: throwing }),
  (value) => new Proxy(asObject(value), { getOwnPropertyDescriptor: throwing }),
  () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    return proxy;
  },
];

export const hostile: fc.Arbitrary<Infection> = fc.constantFrom(...infections);

const fickleness: ReadonlyArray<Infection> = [
  // Another answer at every other question.
  (value) => {
    let turn = 0;
    return new Proxy(asObject(value), {
      get: (target, key): unknown => (turn++ % 2 === 0 ? Reflect.get(target, key) : 'changed'),
    });
  },
  // All fields inherited: io-ts reads them until it makes a copy, and then misses them.
  (value) => inheriting(asObject(value)),
];

/** Makes of a right value one that io-ts itself takes now for this, now for that. */
export const fickle: fc.Arbitrary<Infection> = fc.constantFrom(...fickleness);
