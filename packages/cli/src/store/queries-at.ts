import type { Instant } from '@partner-incentives/event-sourcing';
import { createIncentives, type Moment, type Queries } from '@partner-incentives/incentives';
import { historySoFar } from './history-so-far.js';
import type { OpenedStore } from './opened-store.js';

/** The views of a store at a moment, and the "now" they are to assume. */
export interface QueriesAt {
  readonly queries: Queries;
  /** The moment's, else the store's own: when its newest event was recorded. Absent while it is empty. */
  readonly now?: Instant;
}

export const queriesAt = async (
  { store, directory }: Pick<OpenedStore, 'store' | 'directory'>,
  moment: Moment,
): Promise<QueriesAt> => {
  const { recorded, policy } = await historySoFar(store, moment);
  const queries = createIncentives({ store, directory, policy }).at(moment);
  const now = moment.asOf ?? moment.knownAt ?? recorded?.last;
  return { queries, ...(now !== undefined && { now }) };
};
