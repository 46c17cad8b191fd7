import type { Commit, Lease, ParkedKey, Checkpoint } from '../read-store/read-store.js';
import type { StreamName } from '../stream-name.js';
import type { WorkingRow } from './fold-batch.js';
import { RowCache } from './row-cache.js';

export interface CacheLimits {
  readonly rows: number;
  readonly bytes: number;
}

/** A build as the holder of its lease knows it: what was committed, and what is being committed now. */
export class BuildState {
  checkpoint: Checkpoint | undefined;
  /** What was committed, and only that: whoever asks how far the rows are is told this. */
  reached: Checkpoint | undefined;
  parked: ReadonlyMap<StreamName, ParkedKey>;
  readonly rows: RowCache;

  constructor(lease: Lease, limits: CacheLimits) {
    this.checkpoint = lease.checkpoint;
    this.reached = lease.checkpoint;
    this.parked = new Map(lease.parked.map((parked) => [parked.key, parked]));
    this.rows = new RowCache(limits.rows, limits.bytes);
  }

  /**
   * What is committed, or about to be: nothing else is under way. The answer makes it undone; rows are loaded anew then.
   */
  take(change: Commit, rows: ReadonlyMap<StreamName, WorkingRow>): () => void {
    const { checkpoint, parked } = this;
    // Everything that is here was committed: it can be had again.
    this.rows.trim();
    this.checkpoint = change.checkpoint;
    if (change.parked.length + change.unparked.length > 0)
      this.parked = parkedAfter(parked, change);
    for (const [key, { account, data, revision, seen, bytes }] of rows) {
      this.rows.put(key, { account, data, revision, seen, bytes });
    }
    return () => {
      this.checkpoint = checkpoint;
      this.parked = parked;
      this.rows.clear();
    };
  }

  committed(checkpoint = this.checkpoint): void {
    this.reached = checkpoint;
  }
}

const parkedAfter = (
  before: ReadonlyMap<StreamName, ParkedKey>,
  { parked, unparked }: Commit,
): ReadonlyMap<StreamName, ParkedKey> => {
  const after = new Map(before);
  for (const one of parked) after.set(one.key, one);
  for (const key of unparked) after.delete(key);
  return after;
};
