import { divergence, type EventStore, type ReadStore } from '@partner-incentives/event-sourcing';
import { incentivesProjections } from '@partner-incentives/incentives';
import type { Finding } from './findings.js';

/** Live rows that were folded from another history than the store's, before any worker has noticed. */
export const divergedHistory = async (
  store: EventStore,
  readStore: Pick<ReadStore, 'status'>,
): Promise<ReadonlyArray<Finding>> => {
  const findings: Array<Finding> = [];
  for (const { build, stage, checkpoint, halted } of await readStore.status()) {
    if (stage !== 'live' || checkpoint === undefined || halted !== undefined) continue;
    const reason = await divergence(store, incentivesProjections.categories, checkpoint);
    if (reason === undefined) continue;
    findings.push({
      code: 'HistoryDiverged',
      message: `${build.model} v${String(build.build)} was folded from another history: ${reason}`,
      next: `is it the right store? if it was restored: incentives projections rebuild ${build.model}`,
    });
  }
  return findings;
};
