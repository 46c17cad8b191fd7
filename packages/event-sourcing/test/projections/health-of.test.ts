import { describe, expect, test } from '@jest/globals';
import {
  healthOf,
  type ProjectionStatus,
  type RunProgress,
  type WorkerStatus,
} from '../../src/index.js';

const now = 1_000_000_000;
const build = { model: 'tallies', build: 1, schema: 1 };

const running = (given: Partial<RunProgress> = {}): ProjectionStatus => ({
  build,
  stage: 'live',
  state: given.state ?? 'live',
  events: 10,
  parked: 0,
  run: {
    state: 'live',
    parked: 0,
    doing: 'waiting',
    sinceMs: now - 1_000,
    renewedMs: now - 1_000,
    stalled: false,
    ...given,
  },
});

const status = (given: Partial<WorkerStatus> = {}): WorkerStatus => ({
  holder: 'worker-1',
  atMs: now,
  stopping: false,
  tickedMs: now - 1_000,
  heartbeatMs: 5_000,
  store: { answeredMs: now },
  readStore: { answeredMs: now },
  projections: [running()],
  ...given,
});

const failing = { failing: { reason: 'ECONNREFUSED', sinceMs: now - 60_000 } };

describe('a verdict that cannot lie', () => {
  test.each<readonly [string, WorkerStatus]>([
    ['all is well', status()],
    ['it has waited for an event for a week', status({ projections: [running({ sinceMs: 0 })] })],
    ['keys are parked', status({ projections: [running({ parked: 9 })] })],
    [
      'another worker keeps a build up',
      status({ projections: [{ build, stage: 'live', state: 'elsewhere', events: 0, parked: 0 }] }),
    ],
    [
      'a build beside the live one is not there yet',
      status({
        projections: [running(), { ...running({ state: 'catchingUp' }), stage: 'building' }],
      }),
    ],
  ])('given that %s, then it is live and ready', (_what, given) => {
    expect(healthOf(given, now)).toEqual({ live: true, ready: true, reasons: [] });
  });

  test.each<readonly [string, WorkerStatus, string]>([
    ['the event store is away', status({ store: failing }), 'the event store does not answer: EC'],
    [
      'the read store is away',
      status({ readStore: failing }),
      'the read store does not answer: EC',
    ],
    ['it has not reached the read store yet', status({ readStore: {} }), 'not reached yet'],
    ['it is stopping', status({ stopping: true }), 'it is stopping'],
    [
      'a live build catches up',
      status({ projections: [running({ state: 'catchingUp' })] }),
      'tallies v1: catching up',
    ],
    ['events do not arrive', status({ projections: [running({ stalled: true })] }), 'stalled'],
    [
      'a live build is halted',
      status({
        projections: [
          {
            build,
            stage: 'live',
            state: 'halted',
            events: 0,
            parked: 0,
            halted: { cause: 'UpgradeRequired', reason: '' },
          },
        ],
      }),
      'tallies v1: halted, UpgradeRequired',
    ],
    [
      'nobody keeps a live build up',
      status({ projections: [{ build, stage: 'live', state: 'waiting', events: 0, parked: 0 }] }),
      'nobody keeps it up',
    ],
  ])('given that %s, then it is live and not ready', (_what, given, reason) => {
    const { live, ready, reasons } = healthOf(given, now);
    expect([live, ready]).toEqual([true, false]);
    expect(reasons).toEqual([expect.stringContaining(reason)]);
  });

  test('given a round that waits for a read store to miss its deadline, then no restart is asked for', () => {
    expect(healthOf(status({ tickedMs: now - 40_000 }), now).live).toBe(true);
  });

  test.each<readonly [string, WorkerStatus, string]>([
    [
      'it does not go round any more',
      status({ tickedMs: now - 46_000 }),
      'did not go round for 46 s',
    ],
    [
      'it works on one batch for minutes',
      status({ projections: [running({ doing: 'working', sinceMs: now - 121_000 })] }),
      'tallies v1: stuck working for 121 s',
    ],
  ])('given that %s, then a restart would help', (_what, given, reason) => {
    const { live, reasons } = healthOf(given, now);
    expect(live).toBe(false);
    expect(reasons).toEqual([expect.stringContaining(reason)]);
  });
});
