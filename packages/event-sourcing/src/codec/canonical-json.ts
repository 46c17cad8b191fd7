import { tryCatch, type Either } from 'fp-ts/lib/Either.js';
import { deepest, isPlain, NotJson } from '../json-value.js';

/**
 * The one JSON text of a value (RFC 8785): keys in the order of their UTF-16 code units at every level, no white
 * space, numbers as ECMAScript writes them, members that are `undefined` left out. Equal values, equal text, whoever
 * wrote them; of a value whose keys are in order already, as those that codecs answer, it is `JSON.stringify`.
 *
 * Throws `NotJson` for what JSON cannot hold: bigint, NaN, Infinity, functions, symbols, instances of classes,
 * `undefined` in an array, lone surrogates, cycles and more than 128 levels.
 */
export const canonicalJson = (value: unknown): string => {
  const text = textOf(value);
  // JSON.stringify escapes lone surrogates, and nothing else begins so, but for an escaped backslash.
  if (text.includes('\\ud') && /(?<!\\)(?:\\\\)*\\ud[89a-f]/.test(text)) {
    throw new NotJson('$', 'text with a lone surrogate');
  }
  return text;
};

/** The same, with the refusal as a value: for what came from outside. */
export const toCanonicalJson = (value: unknown): Either<NotJson, string> =>
  tryCatch(
    () => canonicalJson(value),
    (thrown) => (thrown instanceof NotJson ? thrown : new NotJson('$', String(thrown))),
  );

const textOf = (value: unknown): string => {
  const disorder = disorderOf(value, deepest);
  if (disorder === none) return JSON.stringify(value);
  return disorder === unsorted ? JSON.stringify(sorted(value)) : written(value);
};

// Bits, so that the disorder of a value is that of its parts together.
const none = 0;
const unsorted = 1;
/** Sorting would not help: integers as keys come first in any object, `__proto__` in none. */
const unsortable = 2;
const digitNine = 57;

// Looks at everything, for everything must be JSON.
const disorderOf = (value: unknown, depth: number): number => {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return none;
  if (typeof value === 'number' && Number.isFinite(value)) return none;
  if (typeof value !== 'object') {
    throw new NotJson('$', typeof value === 'number' ? String(value) : typeof value);
  }
  if (depth === 0) throw new NotJson('$', `nested deeper than ${deepest} levels, or within itself`);
  return Array.isArray(value) ? disorderOfArray(value, depth) : disorderOfObject(value, depth);
};

const disorderOfArray = (items: ReadonlyArray<unknown>, depth: number): number => {
  let disorder = none;
  for (let index = 0; index < items.length; index++) {
    disorder |= disorderOf(items[index], depth - 1);
  }
  return disorder;
};

const disorderOfObject = (value: object, depth: number): number => {
  if (!isPlain(value)) throw new NotJson('$', 'an instance of a class');
  let disorder = none;
  let previous = '';
  let previousFirst = 0;
  for (const key in value) {
    // Most keys differ in their first character, and numbers compare faster than texts.
    const first = key.charCodeAt(0) || 0;
    if (first < previousFirst || (first === previousFirst && key < previous)) disorder |= unsorted;
    if (first <= digitNine || key === '__proto__') disorder |= unsortable;
    previous = key;
    previousFirst = first;
    const member = value[key];
    if (member !== undefined) disorder |= disorderOf(member, depth - 1);
  }
  return disorder;
};

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value).toSorted()) copy[key] = sorted(value[key]);
  return copy;
};

const written = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(written).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.keys(value)
    .filter((key) => value[key] !== undefined)
    .toSorted()
    .map((key) => `${JSON.stringify(key)}:${written(value[key])}`);
  return `{${members.join(',')}}`;
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
