// A worker with the real read model of enrollments, from the embedded store into a read store.
import { join } from 'node:path';
import { projectionWorker } from '@partner-incentives/event-sourcing';
import { incentivesProjections } from '@partner-incentives/incentives';
import { readModels } from '@partner-incentives/read-models';
import { sqliteEventStore } from '@partner-incentives/sql';
import { settings } from '../measurement.js';
import { measureCatchUp } from '../workloads/catch-up.js';
import { enrollmentsInto } from '../workloads/enrollments-into.js';
import { rowsAreRight } from '../workloads/right-rows.js';
import { newReadStore, type Engine } from '../workloads/read-store.js';

const { engine } = settings() as { readonly engine: Engine };

await measureCatchUp(async (directory) => {
  const store = await sqliteEventStore({ path: join(directory, 'events.db') });
  const { readStore, remove } = await newReadStore(engine, directory);
  const worker = projectionWorker({
    ...incentivesProjections,
    models: [readModels.enrollments],
    store,
    readStore,
    holder: 'benchmark',
  });
  return {
    append: enrollmentsInto(store),
    catchUp: async () => {
      worker.start();
      await worker.caughtUp();
    },
    isRight: (enrollments) => rowsAreRight({ store, readStore, worker, enrollments }),
    close: async () => {
      await worker.stop();
      await remove();
      await store.close();
    },
  };
});
