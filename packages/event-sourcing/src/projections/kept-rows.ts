import { jsonBound } from '../json-value.js';
import type { KeptRow } from '../read-store/read-store.js';
import type { StreamName } from '../stream-name.js';
import type { WorkingRow } from './fold-batch.js';
import { threw, type Poison } from './poison.js';
import type { Projected } from './projected.js';

/**
 * Rows as the read store gets them, one after the other; from the first again where it was interrupted. `refused` says why
 * one of them cannot be kept.
 */
export class KeptRows {
  readonly rows: KeptRow[] = [];
  refused: Poison | undefined;
  begun = false;

  constructor(
    private readonly model: Projected,
    private readonly limitBytes: number,
    private readonly from: ReadonlyMap<StreamName, WorkingRow>,
  ) {}

  readonly keepAll = (): void => {
    this.begun = true;
    this.rows.length = 0;
    try {
      for (const [key, row] of this.from) {
        this.keep(key, row);
        if (this.refused !== undefined) return;
      }
    } catch (error) {
      this.refused = threw(error);
    }
  };

  private keep(key: StreamName, row: WorkingRow): void {
    const { account, data, revision, position } = row;
    if (position === undefined) return;
    row.bytes = data === undefined ? 0 : bytesAtMost(data);
    if (data !== undefined && row.bytes > this.limitBytes && bytesOf(data) > this.limitBytes) {
      const reason = `the row takes more than ${String(this.limitBytes)} bytes`;
      this.refused = { cause: 'TooLarge', reason };
      return;
    }
    const values = data === undefined ? [] : this.model.indexedUnder(data);
    this.rows.push(
      account === undefined
        ? { key, values, data, position, revision }
        : { key, account, values, data, position, revision },
    );
  }
}

/** Far cheaper than making the text. What JSON cannot hold is refused by the read store. */
const bytesAtMost = (data: object): number => {
  const bound = jsonBound(data);
  return Number.isNaN(bound) ? 0 : bound;
};

const bytesOf = (data: object): number => Buffer.byteLength(JSON.stringify(data));
