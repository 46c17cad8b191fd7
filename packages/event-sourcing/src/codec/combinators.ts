import { isRight } from 'fp-ts/lib/Either.js';
import type * as t from 'io-ts';
import { hasUnknownKey, isObject, rejected, type Decoder, type Fields } from './decoder.js';
import { freshJson } from './fresh-json.js';
import type { Literal, PrimitiveType, Predicate } from './shape.js';

// One decoder per kind of shape, from the decoders of its parts. `closed` refuses what the shape does not name.

export const primitive = (type: PrimitiveType): Decoder =>
  type === 'null'
    ? (value) => (value === null ? value : rejected)
    : (value) => (typeof value === type ? value : rejected);

export const literal =
  (expected: Literal): Decoder =>
  (value) =>
    value === expected ? value : rejected;

export const oneOf =
  (values: ReadonlySet<unknown>): Decoder =>
  (value) =>
    values.has(value) ? value : rejected;

export const json =
  (only: 'array' | 'object' | undefined, closed: boolean): Decoder =>
  (value) =>
    (only === 'array' && !Array.isArray(value)) || (only === 'object' && !isObject(value))
      ? rejected
      : freshJson(value, closed);

export const object = (
  fields: ReadonlyArray<{ readonly key: string; readonly decode: Decoder }>,
  closed: boolean,
): Decoder => {
  const known = new Set(fields.map(({ key }) => key));
  return (value) => {
    if (!isObject(value) || (closed && hasUnknownKey(value, known))) return rejected;
    const fresh: Record<string, unknown> = {};
    for (const { key, decode } of fields) {
      const member = decode(value[key]);
      if (member === rejected) return rejected;
      if (member !== undefined) fresh[key] = member;
    }
    return fresh;
  };
};

/** Like io-ts, drops the keys that are not of the domain; closed, refuses them. */
export const record =
  (decodeKey: Decoder, decodeValue: Decoder, closed: boolean): Decoder =>
  (value) => {
    if (!isObject(value)) return rejected;
    const fresh: Record<string, unknown> = {};
    for (const key of Object.keys(value).toSorted()) {
      const freshKey = key === '__proto__' ? rejected : decodeKey(key);
      if (freshKey === rejected || freshKey === '__proto__') {
        if (closed && value[key] !== undefined) return rejected;
        continue;
      }
      const member = decodeValue(value[key]);
      if (member === rejected) return rejected;
      if (member !== undefined) fresh[String(freshKey)] = member;
    }
    return fresh;
  };

export const array =
  (decodeItem: Decoder): Decoder =>
  (value) => {
    if (!Array.isArray(value)) return rejected;
    const fresh: unknown[] = [];
    for (let index = 0; index < value.length; index++) {
      const item = decodeItem(value[index]);
      if (item === rejected) return rejected;
      fresh.push(item);
    }
    return fresh;
  };

/** Like io-ts, drops surplus items; closed, refuses them. */
export const tuple =
  (items: ReadonlyArray<Decoder>, closed: boolean): Decoder =>
  (value) => {
    if (!Array.isArray(value) || (closed && value.length > items.length)) return rejected;
    const fresh = items.map((decode, index) => decode(value[index]));
    return fresh.includes(rejected) ? rejected : fresh;
  };

/** The inner decoder goes first: it may know what to make of nothing. */
export const optional =
  (decode: Decoder): Decoder =>
  (value) => {
    const fresh = decode(value);
    return fresh === rejected && value === undefined ? undefined : fresh;
  };

export const refined =
  (decode: Decoder, predicate: Predicate): Decoder =>
  (value) => {
    const fresh = decode(value);
    return fresh !== rejected && predicate(fresh) ? fresh : rejected;
  };

export const firstOf =
  (members: ReadonlyArray<Decoder>): Decoder =>
  (value) => {
    for (const decode of members) {
      const fresh = decode(value);
      if (fresh !== rejected) return fresh;
    }
    return rejected;
  };

/** Goes straight to the members whose tag the value has. */
export const tagged =
  (tag: string, members: ReadonlyMap<unknown, Decoder>, others: Decoder): Decoder =>
  (value) =>
    isObject(value) ? (members.get(value[tag]) ?? never)(value) : others(value);

const never: Decoder = () => rejected;

/** Every part must accept; objects are merged. Parts must be open: only together they know all keys. */
export const all =
  (parts: ReadonlyArray<Decoder>, closed: boolean): Decoder =>
  (value) => {
    const results = parts.map((decode) => decode(value));
    if (results.includes(rejected)) return rejected;
    if (!results.every(isObject)) return results.at(-1);
    const fresh = merged(results, value);
    if (!closed || !isObject(value)) return fresh;
    return hasUnknownKey(value, { has: (key) => Object.hasOwn(fresh, key) }) ? rejected : fresh;
  };

// Like io-ts: a part that left a member as it came does not undo what another made of it.
const merged = (results: ReadonlyArray<Fields>, from: unknown): Fields => {
  const base = isObject(from) ? from : {};
  const members = new Map<string, unknown>();
  for (const result of results) {
    for (const [key, member] of Object.entries(result)) {
      if (!members.has(key) || member !== base[key]) members.set(key, member);
    }
  }
  return Object.fromEntries([...members].toSorted(([a], [b]) => (a < b ? -1 : 1)));
};

/** A codec without a structure to walk. What it hands through is copied. */
export const custom =
  (codec: t.Mixed, closed: boolean): Decoder =>
  (value) => {
    const decoded = codec.decode(value);
    if (!isRight(decoded)) return rejected;
    const made: unknown = decoded.right;
    return made === value ? freshJson(made, closed) : made;
  };
