import { deepest, isPlain } from '../json-value.js';
import { rejected } from './decoder.js';

/**
 * A deep copy of a plain value, keys in order, `undefined` members left out; `rejected` for what no JSON text
 * parses to: functions, instances of classes, cycles, more than 128 levels. A key `__proto__` is left out, or
 * refused where unknown keys are.
 */
export const freshJson = (value: unknown, closed: boolean, depth = deepest): unknown => {
  switch (typeof value) {
    case 'object':
      if (value === null) return null;
      if (depth === 0) return rejected;
      return Array.isArray(value)
        ? freshArray(value, closed, depth)
        : freshObject(value, closed, depth);
    case 'string':
    case 'number':
    case 'boolean':
    case 'undefined':
      return value;
    case 'bigint':
    case 'function':
    case 'symbol':
      return rejected;
  }
};

const freshArray = (items: ReadonlyArray<unknown>, closed: boolean, depth: number): unknown => {
  const fresh: unknown[] = [];
  for (let index = 0; index < items.length; index++) {
    const item = freshJson(items[index], closed, depth - 1);
    if (item === rejected) return rejected;
    fresh.push(item);
  }
  return fresh;
};

const freshObject = (value: object, closed: boolean, depth: number): unknown => {
  if (!isPlain(value)) return rejected;
  const fresh: Record<string, unknown> = {};
  for (const key of Object.keys(value).toSorted()) {
    if (key === '__proto__') {
      if (closed) return rejected;
      continue;
    }
    const member = freshJson(value[key], closed, depth - 1);
    if (member === rejected) return rejected;
    if (member !== undefined) fresh[key] = member;
  }
  return fresh;
};
