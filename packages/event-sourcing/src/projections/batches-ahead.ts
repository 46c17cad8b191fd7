import { applyBatch } from './apply-batch.js';
import { commitOrRefused, type AtWork } from './at-work.js';
import type { Poison } from './poison.js';
import { prepareBatch, secondsSince, type Batch, type Prepared } from './prepare-batch.js';

interface InFlight {
  readonly batch: Batch;
  readonly answer: Promise<Poison | undefined>;
  /** Makes the state what it was before. */
  readonly undo: () => void;
}

/**
 * Batches, each folded while the one before is being written: onto rows that are not committed yet, but will be, or
 * else everything since is undone. Never more than one commit is under way.
 */
export class BatchesAhead {
  isCommitting = false;
  private inFlight: InFlight | undefined;

  constructor(private readonly work: AtWork) {}

  /** Throws `RunEnded`, also for the batch before. */
  async apply(batch: Batch): Promise<void> {
    const known = new Map<string, Poison>();
    let prepared = await prepareBatch(this.work, batch, known);
    if (await this.settle()) prepared = await prepareBatch(this.work, batch, known);
    const { refused, fold } = prepared;
    if (refused !== undefined || fold.halt !== undefined) await applyBatch(this.work, batch);
    else this.begin(batch, prepared);
  }

  /** Waits for the commit under way. `true`: it was refused, its batch was done again with care, and the state is another. */
  async settle(): Promise<boolean> {
    const { inFlight } = this;
    this.inFlight = undefined;
    if (inFlight === undefined || (await inFlight.answer) === undefined) return false;
    inFlight.undo();
    await applyBatch(this.work, inFlight.batch);
    return true;
  }

  private begin(batch: Batch, { change, fold, beganMs }: Prepared): void {
    if (change === undefined) return;
    const { state, committed } = this.work;
    const undo = state.take(change, fold.rows);
    this.isCommitting = true;
    const answer = commitOrRefused(this.work, change).then((refused) => {
      this.isCommitting = false;
      if (refused !== undefined) return refused;
      state.committed(change.checkpoint);
      committed(fold, change, secondsSince(beganMs));
      return undefined;
    });
    // Whoever settles hears of it.
    answer.catch(() => undefined);
    this.inFlight = { batch, answer, undo };
  }
}
