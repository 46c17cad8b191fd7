import type { EventStore } from '../event-store.js';
import type { BuildStatus } from '../read-store/read-store.js';
import { lagBehind, type Lag } from './lag.js';

/** How far behind those of the builds are that were paused or halted: nobody who keeps one up tells of them. */
export const unattended = (
  store: EventStore,
  categories: ReadonlyArray<string>,
  builds: ReadonlyArray<BuildStatus>,
): Promise<ReadonlyArray<readonly [BuildStatus, Lag]>> =>
  Promise.all(
    builds
      .filter(isUnattended)
      .map(async (status) => [
        status,
        await lagBehind(store, categories, status.checkpoint?.position),
      ]),
  );

/** Where it stands in another history, there is no saying how far behind that is. */
const isUnattended = ({ paused, halted }: BuildStatus): boolean =>
  (paused ?? halted) !== undefined && halted?.cause !== 'HistoryDiverged';
