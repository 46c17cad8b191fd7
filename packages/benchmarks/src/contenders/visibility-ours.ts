// A worker beside the writers, in one process: it is nudged. What is asked of both stores while idle is counted.
import { join } from 'node:path';
import { projectionWorker } from '@partner-incentives/event-sourcing';
import { incentivesProjections } from '@partner-incentives/incentives';
import { readModels } from '@partner-incentives/read-models';
import { sqliteEventStore } from '@partner-incentives/sql';
import { settings } from '../measurement.js';
import { enrollmentsInto } from '../workloads/enrollments-into.js';
import { newReadStore, type Engine } from '../workloads/read-store.js';
import { countingReads, tellingCommits } from '../workloads/observed-stores.js';
import { measureVisibility } from '../workloads/visibility.js';

const { engine } = settings() as { readonly engine: Engine };

await measureVisibility(async (directory) => {
  const store = await sqliteEventStore({ path: join(directory, 'events.db') });
  const { readStore, remove } = await newReadStore(engine, directory);
  let reads = 0;
  let idleFrom = Number.POSITIVE_INFINITY;
  let tell: (events: number) => void = () => undefined;
  const worker = projectionWorker({
    ...incentivesProjections,
    models: [readModels.enrollments],
    store: countingReads(store, () => {
      reads += 1;
    }),
    readStore: tellingCommits(readStore, (events) => tell(events)),
    holder: 'benchmark',
  });
  return {
    append: enrollmentsInto(store),
    start: async (onVisible) => {
      tell = onVisible;
      worker.start();
      await worker.caughtUp();
    },
    idle: () => {
      idleFrom = reads;
    },
    isRight: async (enrollments) => {
      const [status] = await readStore.status();
      return (
        status?.rows === enrollments && status.handled.applied === enrollments && reads === idleFrom
      );
    },
    remarks: () => [`${reads - idleFrom} reads of events in a second without any`],
    close: async () => {
      await worker.stop();
      await remove();
      await store.close();
    },
  };
});
