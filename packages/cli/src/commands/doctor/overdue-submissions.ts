import type { EventStore, ReadStore } from '@partner-incentives/event-sourcing';
import { createIncentives } from '@partner-incentives/incentives';
import { counted } from '../../output/spans.js';
import { latestFolded } from '../../store/latest-folded.js';
import type { Checked } from './checked.js';

/**
 * Submissions that have waited longer for a verdict than the validation service level allows: by the rows that are kept,
 * at the store's own now, as `queue` shows them. `undefined`: there are no rows to tell from.
 */
export const overdueSubmissions = async (
  store: EventStore,
  readStore: ReadStore,
): Promise<Checked | undefined> => {
  const latest = await latestFolded(store, readStore);
  if (latest === undefined) return undefined;
  const { now, policy } = latest;
  const { views } = createIncentives({ store, readStore, ...(policy !== undefined && { policy }) });
  const rows = await views.queue({ viewer: 'system:MS', now });
  const overdue = rows.filter((row) => row.overdue).length;
  return overdue === 0
    ? { ok: true, message: 'no submission is past the validation service level' }
    : {
        ok: false,
        code: 'SubmissionsOverdue',
        message: `${counted(overdue, 'submission')} past the validation service level`,
        next: 'incentives queue',
      };
};
