import type { KeptRow } from '../read-store/read-store.js';
import type { StreamName } from '../stream-name.js';

/** What is kept of a key, as it was committed. */
export interface CachedRow {
  readonly account: string | undefined;
  readonly data: object | undefined;
  /** Of the last event folded into it; -1 where there was none. */
  readonly revision: number;
  /** The stream's last revision that this worker has seen, folded or not; `undefined` where it has seen none. */
  readonly seen: number | undefined;
  /** Of its JSON, at most. */
  readonly bytes: number;
}

/**
 * Rows as they are in the read store, those used last: nobody else writes them while the lease lasts. Bounded by number
 * and by size, but only where `trim` is called: what a batch needs stays until it is written.
 */
export class RowCache {
  private readonly rows = new Map<StreamName, CachedRow>();
  private bytes = 0;

  constructor(
    private readonly mostRows: number,
    private readonly mostBytes: number,
  ) {}

  get(key: StreamName): CachedRow | undefined {
    return this.rows.get(key);
  }

  get size(): number {
    return this.rows.size;
  }

  put(key: StreamName, row: CachedRow): void {
    const before = this.rows.get(key);
    if (before !== undefined) {
      this.bytes -= before.bytes;
      this.rows.delete(key);
    }
    this.bytes += row.bytes;
    this.rows.set(key, row);
  }

  clear(): void {
    this.rows.clear();
    this.bytes = 0;
  }

  trim(): void {
    for (const [key, { bytes }] of this.rows) {
      if (this.rows.size <= this.mostRows && this.bytes <= this.mostBytes) return;
      this.rows.delete(key);
      this.bytes -= bytes;
    }
  }
}

export const cachedRow = (
  { account, data, revision }: KeptRow,
  seen: number | undefined,
  bytes: number,
): CachedRow => ({ account, data, revision, seen, bytes });

/** A key of which nothing is kept. */
export const noRow: CachedRow = {
  account: undefined,
  data: undefined,
  revision: -1,
  seen: undefined,
  bytes: 0,
};
