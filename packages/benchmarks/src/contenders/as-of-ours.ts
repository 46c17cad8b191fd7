// An auditor's question: what stood in the validation queue at an instant, from everything recorded before?
import { createIncentives } from '@partner-incentives/incentives';
import { sqliteEventStore } from '@partner-incentives/sql';
import { measureReplay } from '../workloads/replay.js';

await measureReplay(async ({ store: path }, asOf) => {
  const store = await sqliteEventStore({ path, readOnly: true });
  const queue = await createIncentives({ store }).asOf(asOf).queue({ viewer: 'system:MS' });
  await store.close();
  return queue.length;
});
