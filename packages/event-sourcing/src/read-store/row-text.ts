import { jsonBound, NotJson, refuseNotJson } from '../json-value.js';
import { ValueRefused } from './read-store.js';

/**
 * The JSON of a row, as every read store keeps it: read again it is the same, byte for byte. Rejects by throwing
 * `ValueRefused` where JSON cannot hold it: bigint, NaN, `undefined`, instances of classes, cycles, more than 128 levels.
 */
export const rowText = (data: object): string => {
  try {
    if (Number.isNaN(jsonBound(data))) refuseNotJson(data, 'data');
    return JSON.stringify(data);
  } catch (error) {
    // A getter of the row's may throw anything.
    const reason = error instanceof NotJson ? error.message : 'its JSON cannot be made';
    throw new ValueRefused(reason, { cause: error });
  }
};
