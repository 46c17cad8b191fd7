import type { BatchFold } from './fold-batch.js';
import type { KeptRows } from './kept-rows.js';
import { hung, type Poison } from './poison.js';
import type { UnderDeadline } from './under-deadline.js';

export interface Deadline {
  readonly run: UnderDeadline;
  readonly ms: number;
  /** Called after an interruption: the process did nothing else meanwhile, and may be thought dead. */
  readonly afterwards: () => Promise<void>;
}

/**
 * Folds a batch although an event may never come to its end. The deadline is for one event, and the batch gets it as a
 * whole at first; where it is over, the event that it stands at gets one for itself, and then the rest goes on.
 */
export const foldSafely = async (
  fold: BatchFold,
  known: Map<string, Poison>,
  { run, ms, afterwards }: Deadline,
): Promise<void> => {
  while (!run(fold.takeAll, ms)) {
    await afterwards();
    const culprit = fold.next;
    if (culprit === undefined || run(fold.takeOne, ms)) continue;
    known.set(culprit.id, hung(ms));
    await afterwards();
  }
};

/** Makes rows of what was folded, or says why that is refused. */
export const keepSafely = async (
  kept: KeptRows,
  { run, ms, afterwards }: Deadline,
): Promise<Poison | undefined> => {
  if (run(kept.keepAll, ms)) return kept.refused;
  await afterwards();
  return hung(ms);
};
