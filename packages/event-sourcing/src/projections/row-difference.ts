import type { KeptRow } from '../read-store/read-store.js';
import type { StreamName } from '../stream-name.js';
import { jsonChanges, type JsonChange } from './json-changes.js';

/**
 * A row that two buildings of one model do not agree on. `missing`: the second has none; `extra`: the first has none;
 * `damaged`: what one of them keeps cannot be read.
 */
export interface RowDifference {
  readonly key: StreamName;
  readonly kind: 'differs' | 'missing' | 'extra' | 'damaged';
  /** In the row's `data`, its `account`, its `values`, and what it is really `foundUnder`. */
  readonly changes: ReadonlyArray<JsonChange>;
}

/** How two buildings of one model compare. */
export interface Comparison {
  readonly same: number;
  /** Damaged ones included. */
  readonly differ: number;
  readonly missing: number;
  readonly extra: number;
}

/** `undefined`: they say the same. How far each is does not matter. */
export const rowDifference = (
  key: StreamName,
  was: KeptRow | undefined,
  is: KeptRow | undefined,
): RowDifference | undefined => {
  if (was?.damaged === true || is?.damaged === true) return { key, kind: 'damaged', changes: [] };
  const had = was?.data !== undefined;
  const has = is?.data !== undefined;
  if (!had && !has) return undefined;
  const changes = jsonChanges(shown(was), shown(is));
  if (had && has) return changes.length === 0 ? undefined : { key, kind: 'differs', changes };
  return { key, kind: had ? 'missing' : 'extra', changes };
};

const shown = (row: KeptRow | undefined): unknown =>
  row?.data === undefined
    ? undefined
    : { data: row.data, account: row.account, values: row.values };

/** Counts differences while they are found. */
export class Tally {
  private same = 0;
  private readonly counts = { differs: 0, damaged: 0, missing: 0, extra: 0 };

  count(difference: RowDifference | undefined): void {
    if (difference === undefined) this.same += 1;
    else this.counts[difference.kind] += 1;
  }

  get comparison(): Comparison {
    const { differs, damaged, missing, extra } = this.counts;
    return { same: this.same, differ: differs + damaged, missing, extra };
  }
}
