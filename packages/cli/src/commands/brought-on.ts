import type { ReadStore } from '@partner-incentives/event-sourcing';
import { createIncentives } from '@partner-incentives/incentives';
import { progressOf } from '../output/progress.js';
import type { Output } from '../output/report.js';
import { replaceDiverged } from '../read-store/other-history.js';
import { untilUpToDate, type UpToDate } from '../read-store/until-up-to-date.js';
import { latestFolded } from '../store/latest-folded.js';
import type { OpenedStore } from '../store/opened-store.js';
import { newHolder } from '../worker/holder.js';
import { makeWorker } from '../worker/make-worker.js';

export interface BroughtOn {
  /** The rows are this store's own, and nobody else's to look after. */
  readonly isOwn: boolean;
  /** An interrupted process may have left consequences to draw. */
  readonly isSettling: boolean;
}

/** The rows as new as the store, folded by a worker that runs until then. */
export const broughtOn = async (
  opened: OpenedStore,
  readStore: ReadStore,
  { isOwn, isSettling }: BroughtOn,
  output: Output,
): Promise<UpToDate> => {
  const { store } = opened;
  // What is left of a store that was deleted helps nobody.
  if (isOwn) await replaceDiverged(store, readStore);
  const worker = makeWorker({ store, readStore, holder: newHolder(), ...brief });
  const progress = progressOf('events', undefined, output);
  const upToDate = () =>
    untilUpToDate(readStore, store, { isOwn: true, onProgress: progress.reached });
  worker.start();
  try {
    const reached = await upToDate();
    if (!isSettling) return reached;
    await settled(opened, readStore);
    return await upToDate();
  } finally {
    progress.stop();
    await worker.stop();
  }
};

/** Whoever interrupts a start shall not have to wait for its leases to run out. */
const brief = { ttlMs: 3000, heartbeatMs: 1000 } as const;

const settled = async (
  { store, directory, checkpoints }: OpenedStore,
  readStore: ReadStore,
): Promise<void> => {
  const policy = (await latestFolded(store, readStore))?.policy;
  await createIncentives({
    store,
    directory,
    checkpoints,
    ...(policy !== undefined && { policy }),
  }).settled();
};
