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
 * rest goes on. Where the process stood still meanwhile, whatever it was at gets its time again. Why the rows are refused,
 * if they are.
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
  const ends = async (work: () => void): Promise<boolean> => {
    for (let standstills = 0; ; standstills++) {
      const how = run(work, ms);
      if (how === 'Ended') return true;
      await afterwards();
      if (how === 'Overran' || standstills === mostStandstills) return false;
    }
  };
  // Where no code of a model runs, there is nothing to guard against.
  if (!fold.handlesAny()) whole();
  else {
    while (!(await ends(whole))) {
      if (kept.begun) return hung(ms);
      const culprit = fold.next;
      if (culprit !== undefined && !(await ends(fold.takeOne))) known.set(culprit.id, hung(ms));
    }
  }
  return kept.refused;
};

/** Then it is the work that does not end, though it uses no time: it waits for something. */
const mostStandstills = 10;
