import type { Instant } from '../instant.js';
import type { StreamName } from '../stream-name.js';
import { heldRow, type HeldRow, InMemoryKeptRows } from './in-memory-kept-rows.js';
import { InMemoryLease } from './in-memory-lease.js';
import type {
  Build,
  BuildStage,
  BuildStatus,
  Checkpoint,
  Commit,
  Halt,
  Lease,
  ParkedKey,
  StopCause,
} from './read-store.js';

/** What a reader sees of a build from the moment it asks until it is done. */
export interface BuildLook {
  readonly build: Build;
  readonly stage: BuildStage;
  readonly checkpoint: Checkpoint | undefined;
  readonly epoch: number;
  readonly stopped: StopCause | undefined;
  readonly changes: number;
  readonly rows: ReadonlyMap<StreamName, HeldRow>;
  readonly parked: ReadonlyMap<StreamName, ParkedKey>;
  readonly done: () => void;
}

/** One build: its rows, its checkpoint, and who may write them. Every method is one transaction. */
export class InMemoryBuild {
  readonly rows = new InMemoryKeptRows();
  private readonly lease = new InMemoryLease();
  private checkpoint: Checkpoint | undefined;
  private changes = 0;
  private parkedKeys: ReadonlyMap<StreamName, ParkedKey> = new Map();
  private handled: Commit['handled'] = { applied: 0, ignored: 0, foreign: 0 };
  private polledAt: Instant | undefined;
  private committedAt: Instant | undefined;
  private paused: BuildStatus['paused'];
  private halted: BuildStatus['halted'];

  constructor(
    readonly build: Build,
    public stage: BuildStage,
    private readonly now: () => Instant,
  ) {}

  get parked(): ReadonlyArray<ParkedKey> {
    return [...this.parkedKeys.values()];
  }

  claim(holder: string, ttlMs: number): Lease | undefined {
    if (this.paused !== undefined || this.halted !== undefined) return undefined;
    const epoch = this.lease.claim(holder, this.nowMs(), ttlMs);
    if (epoch === undefined) return undefined;
    this.polledAt = this.now();
    const { build, checkpoint, parked } = this;
    return { build, holder, epoch, parked, ...(checkpoint && { checkpoint }) };
  }

  renew(lease: Lease, ttlMs: number) {
    if (!this.lease.renew(lease, this.nowMs(), ttlMs)) return undefined;
    this.polledAt = this.now();
    const retry = this.parked.filter(({ retryAsked }) => retryAsked).map(({ key }) => key);
    return { paused: this.paused !== undefined, retry };
  }

  release(lease: Lease): void {
    this.lease.release(lease);
  }

  halt(lease: Lease, { cause, reason }: Halt): boolean {
    if (!this.lease.release(lease)) return false;
    this.halted = { cause, reason, since: this.now() };
    return true;
  }

  pause(by: string, because: string): void {
    this.paused = { by, because, since: this.now() };
  }

  resume(): void {
    this.paused = undefined;
    this.halted = undefined;
  }

  commit(lease: Lease, commit: Commit): boolean {
    if (!this.lease.isHeldBy(lease) || this.checkpoint?.position !== commit.from) return false;
    // A row that is refused is refused here, before anything changes.
    const written = commit.rows.map((row) => heldRow(row, this.changes + 1));
    this.changes++;
    this.rows.write(written);
    this.park(commit.parked, commit.unparked);
    this.checkpoint = { ...commit.checkpoint, last: { ...commit.checkpoint.last } };
    this.handled = sum(this.handled, commit.handled);
    this.committedAt = this.now();
    return true;
  }

  askRetry(keys: ReadonlyArray<StreamName>): void {
    const asked = keys.flatMap((key) => this.parkedKeys.get(key) ?? []);
    this.park(
      asked.map((parked) => ({ ...parked, retryAsked: true })),
      [],
    );
  }

  isBehind({ checkpoint, halted }: InMemoryBuild): boolean {
    if (halted?.cause === 'HistoryDiverged') return false;
    return checkpoint !== undefined && (this.checkpoint?.position ?? '') < checkpoint.position;
  }

  look(): BuildLook {
    const { build, stage, checkpoint, changes, parkedKeys: parked } = this;
    const { epoch } = this.lease;
    const stopped = this.halted?.cause ?? (this.paused && 'Paused');
    return { build, stage, checkpoint, epoch, stopped, changes, parked, ...this.rows.look() };
  }

  status(): BuildStatus {
    const { build, stage, checkpoint, handled, polledAt, committedAt, paused, halted } = this;
    return {
      build,
      stage,
      rows: this.rows.count,
      parked: this.parkedKeys.size,
      handled,
      ...(checkpoint && { checkpoint }),
      ...this.lease.status(this.nowMs()),
      ...(polledAt && { polledAt }),
      ...(committedAt && { committedAt }),
      ...(paused && { paused }),
      ...(halted && { halted }),
    };
  }

  private nowMs(): number {
    return Date.parse(this.now());
  }

  /** Into a copy: readers go on looking at what they found. */
  private park(parked: Commit['parked'], unparked: Commit['unparked']): void {
    const keys = new Map(this.parkedKeys);
    for (const key of unparked) keys.delete(key);
    for (const { retryAsked, ...key } of parked) {
      const isAsked = retryAsked ?? keys.get(key.key)?.retryAsked ?? false;
      keys.set(key.key, Object.freeze(isAsked ? { ...key, retryAsked: true } : key));
    }
    this.parkedKeys = keys;
  }
}

const sum = (one: Commit['handled'], other: Commit['handled']): Commit['handled'] => ({
  applied: one.applied + other.applied,
  ignored: one.ignored + other.ignored,
  foreign: one.foreign + other.foreign,
});
