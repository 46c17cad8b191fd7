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
 * Folds a batch and makes rows of it, although an event may never come to its end. The deadline is for one event, and
 * the batch gets it as a whole at first; where it is over, the event that it stands at gets one for itself, and then the
 * rest goes on. Why the rows are refused, if they are.
 */
export const foldSafely = async (
  fold: BatchFold,
  kept: KeptRows,
  known: Map<string, Poison>,
  { run, ms, afterwards }: Deadline,
): Promise<Poison | undefined> => {
  const whole = () => {
    fold.takeAll();
    kept.keepAll();
  };
  // Where no code of a model runs, there is nothing to guard against.
  if (!fold.handlesAny()) whole();
  else {
    while (!run(whole, ms)) {
      await afterwards();
      if (kept.begun) return hung(ms);
      const culprit = fold.next;
      if (culprit === undefined || run(fold.takeOne, ms)) continue;
      known.set(culprit.id, hung(ms));
      await afterwards();
    }
  }
  return kept.refused;
};
