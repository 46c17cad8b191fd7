import { ValueRefused, type Commit, type ReadStore } from '../read-store/read-store.js';
import type { BuildState } from './build-state.js';
import type { BatchFold, FoldRules } from './fold-batch.js';
import type { Deadline } from './fold-safely.js';
import type { HeldLease } from './held-lease.js';
import type { Load } from './load-rows.js';
import type { Poison } from './poison.js';
import { RunEnded } from './run-ended.js';

/** A build at work: whose it is, how far it is, and how it folds. */
export interface AtWork {
  readonly readStore: ReadStore;
  readonly lease: HeldLease;
  readonly state: BuildState;
  readonly rules: FoldRules;
  readonly deadline: Deadline;
  readonly rowLimitBytes: number;
  /** Told after each commit of a batch, and how long it took from loading to committing. */
  readonly committed: (fold: BatchFold, commit: Commit, seconds: number) => void;
}

/** Rows of the build, however long the read store is away. */
export const loadFor =
  ({ readStore, lease }: AtWork): Load =>
  (keys) =>
    lease.persist('loading rows', () => readStore.load(lease.lease.build, keys));

/** Why a commit is refused, if it is. Throws `RunEnded` where the lease is lost. */
export const commitOrRefused = async (
  { readStore, lease }: AtWork,
  change: Commit,
): Promise<Poison | undefined> => {
  try {
    const done = await lease.persist('committing', () => readStore.commit(lease.lease, change));
    if (!done) throw new RunEnded({ _tag: 'LeaseLost' });
    return undefined;
  } catch (error) {
    if (error instanceof ValueRefused) return { cause: 'ValueRefused', reason: error.reason };
    throw error;
  }
};
