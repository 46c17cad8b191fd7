import { systemClock, type Instant } from '@partner-incentives/event-sourcing';
import { createIncentives } from '@partner-incentives/incentives';
import type { Stage } from '../journal/stage.js';
import { historySoFar } from './history-so-far.js';
import type { OpenedStore } from './opened-store.js';

/** The incentives over a store, with a clock and switches that a journal can set; at first those in force. */
export const stageOf = async ({ store, directory, checkpoints }: OpenedStore): Promise<Stage> => {
  let { policy } = await historySoFar(store);
  let now: Instant | undefined;
  const incentives = createIncentives({
    store,
    directory,
    checkpoints,
    clock: { now: () => now ?? systemClock.now() },
    policy: () => policy,
  });
  return {
    store,
    incentives,
    clock: {
      set: (instant) => {
        now = instant;
      },
    },
    policy: {
      get: () => policy,
      set: (changed) => {
        policy = changed;
      },
      before: async (position) => (await historySoFar(store, { before: position })).policy,
    },
  };
};
