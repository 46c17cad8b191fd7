import type { KeptRow } from '../read-store/read-store.js';
import type { StreamName } from '../stream-name.js';
import type { WorkingRow } from './fold-batch.js';
import { threw, type Poison } from './poison.js';
import type { Projected } from './projected.js';

/**
 * Rows as the read store gets them, one after the other. It can be interrupted and is then of no use. `refused` says why
 * one of them cannot be kept.
 */
export class KeptRows {
  readonly rows: KeptRow[] = [];
  refused: Poison | undefined;

  constructor(
    private readonly model: Projected,
    private readonly limitBytes: number,
    private readonly from: ReadonlyMap<StreamName, WorkingRow>,
  ) {}

  readonly keepAll = (): void => {
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
    row.bytes = data === undefined ? 0 : JSON.stringify(data).length;
    if (data !== undefined && isAbove(this.limitBytes, row.bytes, data)) {
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

/** A character takes one to three bytes: only between the two they must be counted. */
const isAbove = (limit: number, characters: number, data: object): boolean =>
  characters > limit || (characters * 3 > limit && Buffer.byteLength(JSON.stringify(data)) > limit);
