import type { Position } from '../envelope.js';
import type { Build, BuildStage, BuildStatus, Halt } from '../read-store/read-store.js';
import type { Lag } from './lag.js';
import type { RunProgress } from './run-progress.js';

/** Whether somebody answers, and since when. Times are milliseconds since 1970, by this process' clock. */
export interface Answering {
  readonly answeredMs?: number;
  /** Why not, since its last answer. */
  readonly failing?: { readonly reason: string; readonly sinceMs: number };
}

/** A build that concerns a worker. */
export interface ProjectionStatus {
  readonly build: Build;
  readonly stage: BuildStage;
  /** `elsewhere`: another worker has it. `waiting`: nobody does; it is about to be claimed. */
  readonly state: RunProgress['state'] | 'paused' | 'halted' | 'elsewhere' | 'waiting';
  readonly holder?: string;
  /** Handled since the build was begun, as the read store said at the last round. */
  readonly events: number;
  readonly halted?: Halt;
  /** As the read store said at the last round. */
  readonly parked: number;
  /** How far behind it is where nobody keeps it up, as this worker found when it last looked; not of another history. */
  readonly lag?: Lag;
  /** What this worker does with it; absent where it does not have it. */
  readonly run?: RunProgress;
}

/** What a worker knows of itself without asking anybody. */
export interface WorkerStatus {
  readonly holder: string;
  readonly atMs: number;
  readonly stopping: boolean;
  /** When it last went round: renewed its leases, and looked for builds to take over. */
  readonly tickedMs: number;
  readonly heartbeatMs: number;
  /** The event store, as the worker's own short reads find it. */
  readonly store: Answering & { readonly head?: Position };
  readonly readStore: Answering;
  readonly projections: ReadonlyArray<ProjectionStatus>;
}

export const projectionStatus = (
  { build, stage, lease, halted, paused, handled, parked }: BuildStatus,
  run: RunProgress | undefined,
  lag: Lag | undefined,
): ProjectionStatus => ({
  build,
  stage,
  parked,
  events: handled.applied + handled.ignored + handled.foreign,
  state: run?.state ?? stateOf(lease, halted !== undefined, paused !== undefined),
  ...(lease === undefined ? {} : { holder: lease.holder }),
  ...(halted === undefined ? {} : { halted }),
  ...(lag === undefined ? {} : { lag }),
  ...(run === undefined ? {} : { run }),
});

const stateOf = (lease: BuildStatus['lease'], halted: boolean, paused: boolean) => {
  if (halted) return 'halted';
  if (paused) return 'paused';
  return lease !== undefined && lease.expiresInMs > 0 ? 'elsewhere' : 'waiting';
};
