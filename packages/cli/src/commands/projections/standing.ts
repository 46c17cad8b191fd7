import type {
  BuildStage,
  BuildStatus,
  EventStore,
  Instant,
  Position,
  ReadStore,
} from '@partner-incentives/event-sourcing';
import { incentivesProjections } from '@partner-incentives/incentives';
import { countBehind, type Behind } from './behind.js';

/** One build of a projection, as operators see it. */
export interface Standing {
  readonly projection: string;
  readonly build: number;
  /** The version of the read model that folds it. */
  readonly schema: number;
  readonly stage: BuildStage;
  readonly state: BuildStage | 'paused' | 'halted';
  readonly position: Position | null;
  /** null where the position is none of this store. */
  readonly behind: Behind | null;
  readonly rows: number;
  readonly parked: number;
  readonly handled: BuildStatus['handled'];
  /** Who has its lease; null where nobody has, or its time is over. */
  readonly worker: { readonly holder: string; readonly epoch: number } | null;
  /** By the read store's clock. */
  readonly polledAt: Instant | null;
  readonly committedAt: Instant | null;
  readonly paused: NonNullable<BuildStatus['paused']> | null;
  readonly halted: NonNullable<BuildStatus['halted']> | null;
}

/** How every build stands, by projection, the live one first. */
export const standings = async (
  readStore: Pick<ReadStore, 'status'>,
  store: EventStore,
  nowMs: () => number,
): Promise<ReadonlyArray<Standing>> => {
  const behind = countBehind(store, incentivesProjections.categories, nowMs);
  const found: Array<Standing> = [];
  for (const status of inOrder(await readStore.status())) {
    found.push(standingOf(status, await behind(status.checkpoint?.position)));
  }
  return found;
};

const standingOf = (status: BuildStatus, behind: Behind | null): Standing => {
  const { build, stage, lease, paused, halted } = status;
  return {
    projection: build.model,
    build: build.build,
    schema: build.schema,
    stage,
    state: halted === undefined ? (paused === undefined ? stage : 'paused') : 'halted',
    position: status.checkpoint?.position ?? null,
    behind,
    rows: status.rows,
    parked: status.parked,
    handled: status.handled,
    worker:
      lease === undefined || lease.expiresInMs <= 0
        ? null
        : { holder: lease.holder, epoch: lease.epoch },
    polledAt: status.polledAt ?? null,
    committedAt: status.committedAt ?? null,
    paused: paused ?? null,
    halted: halted ?? null,
  };
};

const inOrder = (builds: ReadonlyArray<BuildStatus>): ReadonlyArray<BuildStatus> =>
  builds.toSorted(
    (one, other) =>
      one.build.model.localeCompare(other.build.model, 'en') ||
      stages.indexOf(one.stage) - stages.indexOf(other.stage) ||
      one.build.build - other.build.build,
  );

const stages: ReadonlyArray<BuildStage> = ['live', 'building', 'kept'];
