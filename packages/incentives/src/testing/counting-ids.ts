import type { Ids } from '../ports/ids.js';

/** `id-1`, `id-2`, …: the same in every run. */
export const countingIds = (prefix = 'id'): Ids => {
  let count = 0;
  return {
    next: () => {
      count += 1;
      return `${prefix}-${String(count)}`;
    },
  };
};
