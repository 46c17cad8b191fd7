import { setTimeout as delay } from 'node:timers/promises';
import {
  type EventStore,
  type NewEvent,
  NoStream,
  projectionWorker,
  type ProjectionWorker,
  type ProjectionWorkerOptions,
  type ReadStore,
  ReadStoreUnavailable,
  type StreamName,
} from '@partner-incentives/event-sourcing';
import { categories, codec, models } from './tallies.mjs';

/** A worker of this process. */
export const workerOn = (
  store: EventStore,
  readStore: ReadStore,
  given: Partial<ProjectionWorkerOptions> = {},
): ProjectionWorker =>
  projectionWorker({
    store,
    readStore,
    models,
    codec,
    categories,
    holder: 'worker-1',
    heartbeatMs: 100,
    watchMs: 200,
    ...given,
  });

/** Appends at the ends of streams, whoever else writes to them. */
export const appending = (store: EventStore) => {
  const revisions = new Map<StreamName, number>();
  return async (stream: StreamName, ...events: readonly [NewEvent, ...NewEvent[]]) => {
    for (;;) {
      const expected = revisions.get(stream) ?? NoStream;
      const answer = await store.append(stream, expected, events)();
      if (answer._tag === 'Right') {
        revisions.set(stream, answer.right.revision);
        return;
      }
      if (answer.left._tag !== 'RevisionConflict') throw new Error(JSON.stringify(answer.left));
      revisions.set(stream, answer.left.actual);
    }
  };
};

/** Asks again until it is so; the test's own deadline ends what never is. */
export const until = async (isSo: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await isSo())) await delay(10);
};

/** Whether every build is where the store ends; who cannot be asked now is asked again. */
export const isAtEnd = async (store: EventStore, readStore: ReadStore): Promise<boolean> => {
  const head = await store.head();
  const statuses = await readStore.status().catch((error: unknown) => {
    if (error instanceof ReadStoreUnavailable) return [];
    throw error;
  });
  return statuses.length > 0 && statuses.every(({ checkpoint }) => checkpoint?.position === head);
};
