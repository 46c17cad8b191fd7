import type {
  EventStore,
  Position,
  ProjectionWorker,
  ReadStore,
} from '@partner-incentives/event-sourcing';
import { incentivesProjections } from '@partner-incentives/incentives';
import { setTimeout } from 'node:timers/promises';
import type { Report } from '../../output/report.js';
import { counted } from '../../output/spans.js';

interface Stores {
  readonly readStore: ReadStore;
  readonly events: { readonly store: EventStore };
}

/** Runs a worker until the rows have everything recorded by now. */
export const broughtUpToDate = async (
  worker: ProjectionWorker,
  stores: Stores,
  only?: string,
): Promise<Report> => {
  worker.start();
  const live = await untilUpToDate(worker, stores, only);
  await worker.stop();
  const rows = live.reduce((sum, status) => sum + status.rows, 0);
  const late = live.filter(({ isUpToDate }) => !isUpToDate).map(({ name }) => name);
  return {
    status: late.length === 0 ? 'pass' : 'fail',
    data: { projections: live },
    text:
      late.length === 0
        ? `✓ ${counted(live.length, 'projection')} up to date, ${counted(rows, 'row')}.`
        : `✗ not up to date: ${late.join(', ')}\n→ incentives doctor`,
  };
};

/** How a live build stands when nobody goes on waiting. */
export interface LiveRows {
  readonly name: string;
  readonly rows: number;
  readonly isUpToDate: boolean;
}

/** Waits until the live builds, whoever folds them, hold everything of ours; not for one that is paused or halted. */
export const untilUpToDate = async (
  worker: ProjectionWorker,
  { readStore, events: { store } }: Stores,
  only?: string,
): Promise<ReadonlyArray<LiveRows>> => {
  const head = await store.head();
  await worker.caughtUp(head);
  for (;;) {
    const builds = (await readStore.status()).filter(
      ({ stage, build }) =>
        stage === 'live' && (only === undefined || only.split(',').includes(build.model)),
    );
    const live: Array<LiveRows & { readonly isStopped: boolean }> = [];
    for (const { build, rows, checkpoint, paused, halted } of builds) {
      live.push({
        name: build.model,
        rows,
        isUpToDate: await isThrough(store, checkpoint?.position, head),
        isStopped: paused !== undefined || halted !== undefined,
      });
    }
    if (live.every(({ isUpToDate, isStopped }) => isUpToDate || isStopped)) {
      return live.map(({ name, rows, isUpToDate }) => ({ name, rows, isUpToDate }));
    }
    await setTimeout(50);
  }
};

/** Whether nothing of ours stands between a checkpoint and where the store ended. */
const isThrough = async (
  store: Pick<EventStore, 'readAll'>,
  from: Position | undefined,
  head: Position | undefined,
): Promise<boolean> => {
  if (head === undefined || (from !== undefined && from >= head)) return true;
  const { categories } = incentivesProjections;
  const rest = store.readAll({
    filter: { categories },
    limit: 1,
    ...(from !== undefined && { from }),
  });
  for await (const { position } of rest) return position > head;
  return true;
};
