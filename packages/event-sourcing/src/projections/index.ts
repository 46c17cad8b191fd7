export { compareBuilds, type CompareOptions } from './compare-builds.js';
export type { Ended } from './run-ended.js';
export { healthOf, type Health } from './health-of.js';
export { divergence } from './history-check.js';
export type { JsonChange } from './json-changes.js';
export { lagBehind, type Lag } from './lag.js';
export type { Log } from './log.js';
export type { Projected } from './projected.js';
export { projectionMeters, type ProjectionMeters } from './projection-meters.js';
export { ProjectionRunner, type ProjectionRunnerOptions } from './projection-runner.js';
export {
  projectionWorker,
  type ProjectionWorker,
  type ProjectionWorkerOptions,
} from './projection-worker.js';
export {
  rebuild,
  rollBack,
  type NotCaughtUp,
  type Rebuild,
  type RebuildOptions,
} from './rebuild.js';
export type { RebuildProgress } from './rebuild-progress.js';
export type { Comparison, RowDifference } from './row-difference.js';
export type { RunProgress } from './run-progress.js';
export type { ProjectionSettings } from './settings.js';
export type { Answering, ProjectionStatus, WorkerStatus } from './worker-status.js';
export { verifyRows, type Verification, type VerifyOptions } from './verify-rows.js';
