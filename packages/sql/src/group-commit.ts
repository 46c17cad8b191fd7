import { setTimeout } from 'node:timers/promises';
import { reasonOf } from './sqlite-fault.js';
import type { Transaction } from './transaction.js';
import { queued, type QueuedWrite, type Write } from './write.js';

export interface GroupCommitEvents {
  /** Under the write lock, before the first write of a group. */
  readonly begun: () => void;
  /** What was written since `begun` is not there. */
  readonly undone: () => void;
  readonly committed: () => void;
}

/**
 * Writes of one tick of the event loop share one transaction, and so one sync of the disk. Nobody waits for company:
 * a write alone is committed in the tick it came in. Everybody is answered after the commit.
 */
export class GroupCommit {
  private waiting: QueuedWrite[] = [];
  private draining: Promise<void> | undefined;
  private refusal: string | undefined;

  constructor(
    private readonly transaction: Transaction,
    private readonly busyTimeoutMs: number,
    private readonly events: GroupCommitEvents,
  ) {}

  write<Answer>(write: Write<Answer>): Promise<Answer> {
    if (this.refusal !== undefined) return Promise.resolve(write.unavailable(this.refusal));
    return new Promise((resolve) => {
      this.waiting.push(queued(write, resolve));
      this.draining ??= this.drain();
    });
  }

  /** Answers what is waiting, and refuses what comes after. */
  async close(reason: string): Promise<void> {
    this.refusal ??= reason;
    await this.draining;
  }

  private async drain(): Promise<void> {
    for (await nextTurn(); this.waiting.length > 0; await nextTurn()) await this.lockThenCommit();
    this.draining = undefined;
  }

  private async lockThenCommit(): Promise<void> {
    const deadline = performance.now() + this.busyTimeoutMs;
    for (let attempt = 0; ; attempt++) {
      const locked = this.lock();
      if (locked === true) return this.commitGroup(this.takeGroup());
      if (locked !== false) return this.refuse(locked);
      if (performance.now() >= deadline) {
        return this.refuse(`another process held the lock for ${this.busyTimeoutMs} ms`);
      }
      // Jitter, so that two processes in step do not miss each other's pauses for ever.
      await setTimeout(1 + Math.random() * Math.min(2 ** attempt, 16));
    }
  }

  /** Whether the lock is ours; or why it never will be. */
  private lock(): boolean | string {
    try {
      if (!this.transaction.begin()) return false;
      this.events.begun();
      return true;
    } catch (error) {
      this.transaction.rollback();
      return reasonOf(error);
    }
  }

  private refuse(reason: string): void {
    for (const write of this.waiting.splice(0)) write.unavailable(reason);
  }

  private commitGroup(group: ReadonlyArray<QueuedWrite>): void {
    const applied: QueuedWrite[] = [];
    for (const [at, write] of group.entries()) {
      const failure = this.transaction.apply(write);
      if (failure === undefined) {
        applied.push(write);
        continue;
      }
      this.events.undone();
      write.unavailable(failure.reason);
      if (failure.transactionLost) {
        for (const lost of [...applied, ...group.slice(at + 1)]) lost.unavailable(failure.reason);
        return;
      }
    }
    this.commitApplied(applied);
  }

  private commitApplied(applied: ReadonlyArray<QueuedWrite>): void {
    const outcome = this.transaction.commit();
    if (outcome._tag === 'Committed') {
      for (const write of applied) write.settle();
      this.events.committed();
      return;
    }
    this.events.undone();
    if (!this.transaction.rollback()) this.refusal = `${outcome.reason}; open the store again`;
    for (const write of applied) {
      if (outcome._tag === 'Unknown') write.unknown(outcome.reason);
      else write.unavailable(outcome.reason);
    }
  }

  private takeGroup(): ReadonlyArray<QueuedWrite> {
    let size = 0;
    let count = 0;
    while (count < this.waiting.length && count < mostWrites && size < mostCharacters) {
      size += this.waiting[count++]?.size ?? 0;
    }
    return this.waiting.splice(0, count);
  }
}

/** When everybody who was going to write in this tick has said so. A quarter of the price of node:timers/promises. */
const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

// A group is synchronous work: these bound how long the process does nothing else.
const mostWrites = 1_024;
const mostCharacters = 4 * 1_024 * 1_024;
