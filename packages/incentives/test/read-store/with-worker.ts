import {
  inMemoryEventStore,
  inMemoryReadStore,
  projectionWorker,
  type EventStore,
  type ProjectionWorkerOptions,
  type ReadStore,
} from '@partner-incentives/event-sourcing';
import { incentivesProjections, type IncentivesOptions } from '@partner-incentives/incentives';
import { wired } from '../contoso.js';

export interface WithWorker {
  readonly store?: EventStore;
  readonly readStore?: ReadStore;
  readonly worker?: Partial<ProjectionWorkerOptions>;
  readonly incentives?: Partial<IncentivesOptions>;
}

/** The facade over a read store that a worker keeps up, and over the same events folded in memory. */
export const withWorker = (options: WithWorker = {}) => {
  const store = options.store ?? inMemoryEventStore();
  const readStore = options.readStore ?? inMemoryReadStore();
  const worker = projectionWorker({
    store,
    readStore,
    holder: 'test',
    heartbeatMs: 20,
    ...incentivesProjections,
    ...options.worker,
  });
  const world = wired({ store, readStore, ...options.incentives });
  const folded = wired({ store, ...options.incentives }).incentives;
  return { ...world, readStore, worker, folded };
};

/** Everything recorded by now is in the rows. */
export const caughtUp = async ({
  worker,
  incentives,
}: Pick<ReturnType<typeof withWorker>, 'worker' | 'incentives'>): Promise<void> => {
  await incentives.settled();
  await worker.caughtUp();
};
