import type { Answering, ProjectionStatus, WorkerStatus } from './worker-status.js';

/** What a worker says of itself to those who restart it (`live`) and those who route to it (`ready`). */
export interface Health {
  /** `false`: a restart would help. Never because of a database that is down, nor because of lag. */
  readonly live: boolean;
  /** `false`: the rows that this worker is to keep up may not be up to date. Never because of a parked key. */
  readonly ready: boolean;
  /** Why one of them is `false`. */
  readonly reasons: ReadonlyArray<string>;
}

/** Judges a status at a moment, so that a worker that has stopped going round cannot say that it is well. */
export const healthOf = (status: WorkerStatus, nowMs: number): Health => {
  const dead = [...deadLoop(status, nowMs), ...status.projections.flatMap(stuck(nowMs))];
  const behind = [
    ...failing('the event store', status.store.failing?.reason),
    ...failing('the read store', status.readStore.failing?.reason),
    ...unreached(status.readStore),
    ...status.projections.flatMap(unready),
    ...(status.stopping ? ['it is stopping'] : []),
  ];
  const reasons = [...dead, ...behind];
  return { live: dead.length === 0, ready: reasons.length === 0, reasons };
};

/** A round waits until a read store that is down has missed its deadline: that is no reason to restart. */
const mostOfARoundMs = 30_000;

const deadLoop = ({ tickedMs, heartbeatMs }: WorkerStatus, nowMs: number) =>
  nowMs - tickedMs > 3 * heartbeatMs + mostOfARoundMs
    ? [`it did not go round for ${seconds(nowMs - tickedMs)}`]
    : [];

/** Every question to a store has a deadline: who works that long on one batch never comes back. */
const stuckAfterMs = 120_000;

const stuck =
  (nowMs: number) =>
  ({ build, run }: ProjectionStatus): ReadonlyArray<string> =>
    run !== undefined &&
    run.doing !== 'waiting' &&
    run.state !== 'retrying' &&
    nowMs - run.sinceMs > stuckAfterMs
      ? [`${nameOf(build)}: stuck ${run.doing} for ${seconds(nowMs - run.sinceMs)}`]
      : [];

const unready = ({ build, stage, state, halted, run }: ProjectionStatus): ReadonlyArray<string> => {
  if (stage !== 'live') return [];
  const name = nameOf(build);
  if (run?.stalled === true) return [`${name}: stalled, events are recorded and none arrives`];
  switch (state) {
    case 'live':
    case 'elsewhere':
    case 'paused':
      return [];
    case 'halted':
      return [`${name}: halted, ${halted?.cause ?? ''}`];
    case 'retrying':
      return [`${name}: retrying, ${run?.reason ?? ''}`];
    case 'catchingUp':
      return [`${name}: catching up`];
    case 'waiting':
      return [`${name}: nobody keeps it up`];
  }
};

const failing = (who: string, reason: string | undefined): ReadonlyArray<string> =>
  reason === undefined ? [] : [`${who} does not answer: ${reason}`];

const unreached = ({ answeredMs, failing: down }: Answering): ReadonlyArray<string> =>
  answeredMs === undefined && down === undefined ? ['the read store was not reached yet'] : [];

const nameOf = ({ model, build }: { readonly model: string; readonly build: number }): string =>
  `${model} v${String(build)}`;

const seconds = (ms: number): string => `${String(Math.round(ms / 1000))} s`;
