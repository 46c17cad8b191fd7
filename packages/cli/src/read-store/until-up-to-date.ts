import { setTimeout } from 'node:timers/promises';
import {
  divergence,
  type BuildStatus,
  type EventStore,
  type Position,
  type ReadStore,
} from '@partner-incentives/event-sourcing';
import { incentivesProjections, type StoppedRows } from '@partner-incentives/incentives';

/** How a live build stands. */
export interface LiveRows {
  readonly name: string;
  readonly rows: number;
  readonly isUpToDate: boolean;
}

/** What waiting came to. */
export interface UpToDate {
  readonly live: ReadonlyArray<LiveRows>;
  readonly isUpToDate: boolean;
  /** Where the live build is that came least far; absent where one has folded nothing, or another history. */
  readonly reached?: Position;
  /** The first that will not be up to date by waiting. */
  readonly stopped?: StoppedRows;
}

export interface Waiting {
  /** Names with commas between them; all of them when left out. */
  readonly only?: string | undefined;
  /** Of live rows that an older version folded, those that this one builds beside them are waited for instead. */
  readonly isOwn?: boolean;
  /** For ever when left out. */
  readonly timeoutMs?: number;
  /** Gives up waiting. */
  readonly signal?: AbortSignal;
  /** Told how many events the slowest has handled. */
  readonly onProgress?: (events: number) => void;
}

/**
 * Waits until the live builds, whoever folds them, hold everything of ours recorded by now; not for those that are
 * paused or halted, nor, with `isOwn`, for those of a newer version.
 */
export const untilUpToDate = async (
  readStore: Pick<ReadStore, 'status'>,
  store: EventStore,
  { only, isOwn = false, timeoutMs = Number.POSITIVE_INFINITY, signal, onProgress }: Waiting = {},
): Promise<UpToDate> => {
  const head = await store.head();
  const names = only?.split(',').map((name) => name.trim()) ?? everyName;
  const end = performance.now() + timeoutMs;
  for (;;) {
    const all = await readStore.status();
    const builds = all.filter(
      (status) =>
        names.includes(status.build.model) && awaited(all, status.build.model, isOwn) === status,
    );
    onProgress?.(Math.min(...builds.map(eventsOf)));
    const live = await Promise.all(builds.map((status) => rowsOf(store, status, head)));
    const isOver = builds.every(
      (status, n) =>
        live[n]?.isUpToDate === true || isStopped(status) || (isOwn && isNewer(status)),
    );
    const isGivenUp = performance.now() > end || signal?.aborted === true;
    if ((builds.length === names.length && isOver) || isGivenUp) {
      const reached = leastOf(builds);
      const stopped = stoppedIn(builds.filter((_, n) => live[n]?.isUpToDate !== true));
      return {
        live,
        isUpToDate: live.length === names.length && live.every(({ isUpToDate }) => isUpToDate),
        ...(reached !== undefined && { reached }),
        ...(stopped !== undefined && { stopped }),
      };
    }
    await setTimeout(intervalMs);
  }
};

const awaited = (
  builds: ReadonlyArray<BuildStatus>,
  name: string,
  isOwn: boolean,
): BuildStatus | undefined => {
  const ofModel = builds.filter(({ build }) => build.model === name);
  const live = ofModel.find(({ stage }) => stage === 'live');
  if (!isOwn || live === undefined || live.build.schema >= versionOf(name)) return live;
  return ofModel
    .filter(({ build }) => build.schema === versionOf(name))
    .toSorted((one, other) => other.build.build - one.build.build)[0];
};

const isStopped = ({ paused, halted }: BuildStatus): boolean => (paused ?? halted) !== undefined;

const stoppedIn = (builds: ReadonlyArray<BuildStatus>): StoppedRows | undefined => {
  for (const { build, halted, paused } of builds) {
    const cause = halted?.cause ?? (paused && 'Paused');
    if (cause !== undefined) return { model: build.model, cause };
  }
  return undefined;
};

const isNewer = ({ build }: BuildStatus): boolean => build.schema > versionOf(build.model);

const versionOf = (name: string): number =>
  incentivesProjections.models.find((model) => model.name === name)?.version ?? 0;

const everyName = incentivesProjections.models.map(({ name }) => name);

const intervalMs = 20;

/** Where it is that came least far; nowhere where one has folded nothing, or was halted in another history. */
const leastOf = (builds: ReadonlyArray<BuildStatus>): Position | undefined => {
  const positions = builds.flatMap(({ checkpoint, halted }) =>
    checkpoint === undefined || halted?.cause === 'HistoryDiverged' ? [] : [checkpoint.position],
  );
  return positions.length < builds.length ? undefined : positions.toSorted()[0];
};

const eventsOf = ({ handled: { applied, ignored, foreign } }: BuildStatus): number =>
  applied + ignored + foreign;

/** Rows of another history are never up to date, however far they seem to be. */
const rowsOf = async (
  store: EventStore,
  { build, rows, checkpoint }: BuildStatus,
  head: Position | undefined,
): Promise<LiveRows> => ({
  name: build.model,
  rows,
  isUpToDate:
    (await isThrough(store, checkpoint?.position, head)) &&
    (checkpoint === undefined ||
      (await divergence(store, incentivesProjections.categories, checkpoint)) === undefined),
});

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
