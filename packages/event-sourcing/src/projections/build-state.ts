import type { Commit, Lease, ParkedKey, Checkpoint } from '../read-store/read-store.js';
import type { StreamName } from '../stream-name.js';
import type { WorkingRow } from './fold-batch.js';
import { RowCache } from './row-cache.js';

export interface CacheLimits {
  readonly rows: number;
  readonly bytes: number;
}

/** A build as the holder of its lease knows it: exactly what was committed, nothing that is under way. */
export class BuildState {
  checkpoint: Checkpoint | undefined;
  readonly parked: Map<StreamName, ParkedKey>;
  readonly rows: RowCache;

  constructor(lease: Lease, limits: CacheLimits) {
    this.checkpoint = lease.checkpoint;
    this.parked = new Map(lease.parked.map((parked) => [parked.key, parked]));
    this.rows = new RowCache(limits.rows, limits.bytes);
  }

  /** After a commit, and only then. */
  take({ checkpoint, parked, unparked }: Commit, rows: ReadonlyMap<StreamName, WorkingRow>): void {
    this.checkpoint = checkpoint;
    for (const key of parked) this.parked.set(key.key, key);
    for (const key of unparked) this.parked.delete(key);
    for (const [key, { account, data, revision, seen, bytes }] of rows) {
      this.rows.put(key, { account, data, revision, seen, bytes });
    }
    this.rows.trim();
  }
}
