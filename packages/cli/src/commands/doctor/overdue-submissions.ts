import { counted } from '../../output/spans.js';
import type { OpenedStore } from '../../store/opened-store.js';
import { queriesAt } from '../../store/queries-at.js';
import type { Checked } from './checked.js';

/** Submissions that have waited longer for a verdict than the validation service level allows, by the store's own now. */
export const overdueSubmissions = async (events: OpenedStore): Promise<Checked> => {
  const { queries, now } = await queriesAt(events, {});
  const rows = now === undefined ? [] : await queries.queue({ viewer: 'system:MS', now });
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
