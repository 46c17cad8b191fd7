import {
  divergence,
  rebuild,
  type BuildStatus,
  type EventStore,
  type ReadStore,
} from '@partner-incentives/event-sourcing';
import { incentivesProjections } from '@partner-incentives/incentives';
import { newHolder } from '../worker/holder.js';

/** Marks a live build that was folded from another history than the store's, as a worker would; whether it was. */
export const haltDiverged = async (
  store: EventStore,
  readStore: ReadStore,
  { build, checkpoint, halted }: BuildStatus,
): Promise<boolean> => {
  if (halted !== undefined || checkpoint === undefined) return halted?.cause === 'HistoryDiverged';
  const reason = await divergence(store, incentivesProjections.categories, checkpoint);
  if (reason === undefined) return false;
  const lease = await readStore.claim(build, newHolder(), 15_000);
  return lease !== undefined && readStore.halt(lease, { cause: 'HistoryDiverged', reason });
};

/** Builds anew what was folded from another history, such as that of a store that was deleted since. Names of those. */
export const replaceDiverged = async (
  store: EventStore,
  readStore: ReadStore,
): Promise<ReadonlyArray<string>> => {
  const replaced: Array<string> = [];
  for (const status of await readStore.status()) {
    const model = incentivesProjections.models.find(({ name }) => name === status.build.model);
    if (model === undefined || status.stage !== 'live') continue;
    if (!(await haltDiverged(store, readStore, status))) continue;
    const { codec, categories } = incentivesProjections;
    const holder = newHolder();
    const anew = await rebuild({ store, readStore, model, codec, categories, holder });
    try {
      if ((await anew.caughtUp()) !== undefined || !(await anew.promote())) continue;
    } finally {
      await anew.close();
    }
    await readStore.drop(status.build);
    replaced.push(model.name);
  }
  return replaced;
};
