import { metrics, type Attributes, type ObservableResult } from '@opentelemetry/api';
import type { Build } from '../read-store/read-store.js';
import type { Lag } from './lag.js';
import type { BatchFold } from './fold-batch.js';
import type { Answering, ProjectionStatus, WorkerStatus } from './worker-status.js';

/** What a worker measures: the same meters for every SDK, and no cost without one. */
export interface ProjectionMeters {
  /** Once a commit, never once an event. */
  count(build: Build, fold: BatchFold, seconds: number): void;
  /** Stops observing. */
  close(): void;
}

/**
 * Observes a status from now on, until it is closed. To be called once there is an SDK: a meter that was asked for before
 * never reaches it.
 */
export const projectionMeters = (status: () => WorkerStatus): ProjectionMeters => {
  const meter = metrics.getMeter('@partner-incentives/event-sourcing');
  const events = meter.createCounter('incentives_projection_events_total', {
    description: 'Events that a projection handled',
  });
  const apply = meter.createHistogram('incentives_projection_apply_seconds', {
    description: 'Loading, folding and committing a batch',
    unit: 's',
  });
  const closers = observations.map(([name, description, observe]) => {
    const gauge = meter.createObservableGauge(name, { description });
    const callback = (result: ObservableResult) => observe(result, status());
    gauge.addCallback(callback);
    return () => gauge.removeCallback(callback);
  });
  return {
    count: (build, { applied, ignored, foreign, waiting }, seconds) => {
      const of = labels(build);
      if (applied > 0) events.add(applied, { ...of, result: 'applied' });
      if (ignored + foreign > 0) events.add(ignored + foreign, { ...of, result: 'ignored' });
      if (waiting > 0) events.add(waiting, { ...of, result: 'parked' });
      apply.record(seconds, of);
    },
    close: () => {
      for (const close of closers) close();
    },
  };
};

/** Never a position: each would be a series of its own. */
const labels = ({ model, build }: Build): Attributes => ({ projection: model, version: build });

type Observe = (result: ObservableResult, status: WorkerStatus) => void;

const each =
  (value: (one: ProjectionStatus, status: WorkerStatus) => number | undefined): Observe =>
  (result, status) => {
    for (const one of status.projections) {
      const observed = value(one, status);
      if (observed !== undefined) result.observe(observed, labels(one.build));
    }
  };

/** Of what another worker keeps up, that one tells. */
const lagOf = ({ run, lag }: ProjectionStatus): Lag | undefined =>
  run === undefined ? lag : run.lag;

/** Nothing of who was not asked yet. */
const isUp =
  (who: (status: WorkerStatus) => Answering): Observe =>
  (result, status) => {
    const { answeredMs, failing } = who(status);
    if (failing !== undefined) result.observe(0);
    else if (answeredMs !== undefined) result.observe(1);
  };

const observations: ReadonlyArray<readonly [string, string, Observe]> = [
  [
    'incentives_projection_lag_seconds',
    'Age of the oldest event that is not in the rows',
    each((one, { atMs }) => {
      const lag = lagOf(one);
      if (lag === undefined) return undefined;
      return lag.oldestMs === undefined ? 0 : Math.max(0, (atMs - lag.oldestMs) / 1000);
    }),
  ],
  [
    'incentives_projection_lag_events',
    'Events that are not in the rows; where not exact, at least so many',
    (result, { projections }) => {
      for (const one of projections) {
        const lag = lagOf(one);
        if (lag === undefined) continue;
        const { events, exact } = lag;
        result.observe(events, { ...labels(one.build), exact });
      }
    },
  ],
  [
    'incentives_projection_last_poll_timestamp_seconds',
    'When its worker last renewed its lease',
    each(({ run }) => (run === undefined ? undefined : run.renewedMs / 1000)),
  ],
  [
    'incentives_projection_parked_keys',
    'Keys that wait behind an event that could not be folded',
    each(({ run, state, parked }) => run?.parked ?? (state === 'elsewhere' ? undefined : parked)),
  ],
  [
    'incentives_projection_rebuild_ratio',
    'How much of what the live build has handled a build beside it has, about',
    each(({ build, stage, events: done }, { projections }) => {
      if (stage !== 'building') return undefined;
      const live = projections.find(
        (one) => one.stage === 'live' && one.build.model === build.model,
      );
      return live === undefined || live.events === 0 ? undefined : Math.min(1, done / live.events);
    }),
  ],
  [
    'incentives_projection_state',
    '1 for the state that it is in',
    (result, { projections }) => {
      for (const { build, state } of projections) result.observe(1, { ...labels(build), state });
    },
  ],
  [
    'incentives_store_up',
    'Whether the event store answered when it was last asked',
    isUp(({ store }) => store),
  ],
  [
    'incentives_read_store_up',
    'Whether the read store answered when it was last asked',
    isUp(({ readStore }) => readStore),
  ],
];
