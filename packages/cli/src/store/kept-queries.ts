import type { ReadStore } from '@partner-incentives/event-sourcing';
import { createIncentives, NotYetThere } from '@partner-incentives/incentives';
import { untilUpToDate } from '../read-store/until-up-to-date.js';
import { latestFolded } from './latest-folded.js';
import type { OpenedStore } from './opened-store.js';
import type { QueriesAt } from './queries-at.js';

/** The views of the rows that workers keep: once they hold everything recorded by now, or, where stale ones will do, as they are. */
export const keptQueries = async (
  { store, directory }: Pick<OpenedStore, 'store' | 'directory'>,
  readStore: ReadStore,
  { stale = false }: { readonly stale?: boolean | undefined } = {},
): Promise<QueriesAt> => {
  const head = await store.head();
  if (!stale && head !== undefined) {
    const { isUpToDate, reached, stopped } = await untilUpToDate(readStore, store, {
      timeoutMs: patienceMs,
    });
    if (!isUpToDate) throw new NotYetThere(head, reached, stopped);
  }
  const latest = await latestFolded(store, readStore);
  const { views } = createIncentives({
    store,
    directory,
    readStore,
    ...(latest?.policy !== undefined && { policy: latest.policy }),
  });
  return { queries: views, ...(latest !== undefined && { now: latest.now }) };
};

const patienceMs = 5000;
