import {
  inMemoryEventStore,
  projectionWorker,
  type EventStore,
  type InMemoryLog,
  type KeptRow,
  type ProjectionWorker,
  type ProjectionWorkerOptions,
  type ReadStore,
  type StreamName,
} from '../../src/index.js';
import { categories, codec, tallies } from './tallies.js';

type Given = Partial<ProjectionWorkerOptions>;

/** A worker that waits for nothing but what happens. */
export const workerOn = (
  store: EventStore,
  readStore: ReadStore,
  given: Given = {},
): ProjectionWorker =>
  projectionWorker({
    store,
    readStore,
    models: [tallies()],
    codec,
    categories,
    holder: 'worker-1',
    heartbeatMs: 20,
    watchMs: 20,
    random: () => 0,
    ...given,
  });

/** Folds everything that is recorded now, and stops. */
export const catchUp = async (
  log: InMemoryLog,
  readStore: ReadStore,
  given: Given = {},
): Promise<void> => {
  const worker = workerOn(inMemoryEventStore({ log }), readStore, given);
  worker.start();
  await worker.caughtUp();
  await worker.stop();
};

/** Every row there is of the newest build, by key, with how it was left. */
export const rowsIn = async (
  readStore: ReadStore,
  build?: number,
): Promise<ReadonlyMap<StreamName, KeptRow>> => {
  const statuses = await readStore.status();
  const status = statuses.findLast((one) => build === undefined || one.build.build === build);
  if (status === undefined) return new Map();
  const rows = await readStore.page(status.build, undefined, 1_000_000);
  return new Map(rows.map((row) => [row.key, row]));
};

/** Until it holds, a turn at a time; a test's own deadline ends it where it never does. */
export const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await holds())) {
    await new Promise((resolve) => {
      setTimeout(resolve, 1);
    });
  }
};

/** Everybody else has a turn, timers too. */
export const aTurn = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });
