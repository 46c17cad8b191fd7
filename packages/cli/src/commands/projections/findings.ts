import type { Instant } from '@partner-incentives/event-sourcing';
import { counted, lasted, secondsSince } from '../../output/spans.js';
import type { Standing } from './standing.js';

/** Something an operator should know, and the command to run next. */
export interface Finding {
  readonly code: string;
  readonly message: string;
  readonly next: string;
}

/** What is wrong with builds as they stand. */
export const findingsOf = (builds: ReadonlyArray<Standing>, now: Instant): ReadonlyArray<Finding> =>
  builds.flatMap((build) =>
    [halted(build), paused(build, now), parked(build), stalled(build, now), lagging(build)].filter(
      (finding) => finding !== undefined,
    ),
  );

const nameOf = ({ projection, build }: Standing): string => `${projection} v${String(build)}`;

const halted = (standing: Standing): Finding | undefined => {
  if (standing.halted === null) return undefined;
  const { cause, reason } = standing.halted;
  return {
    code: cause,
    message: `${nameOf(standing)} halted: ${cause}: ${reason}`,
    next:
      standing.stage === 'live'
        ? afterHalt[cause](standing.projection)
        : `incentives projections drop ${standing.projection} --build ${String(standing.build)}`,
  };
};

const afterHalt: Readonly<
  Record<NonNullable<Standing['halted']>['cause'], (projection: string) => string>
> = {
  HistoryDiverged: (name) =>
    `is it the right store? if it was restored: incentives projections rebuild ${name}`,
  UpgradeRequired: (name) =>
    `run workers of the newer version, then incentives projections resume ${name}`,
  Poisoned: (name) => `mend what folds it, then incentives projections resume ${name}`,
  ParkingFailed: (name) => `mend the read store, then incentives projections resume ${name}`,
};

const paused = (standing: Standing, now: Instant): Finding | undefined => {
  if (standing.paused === null) return undefined;
  const { by, because, since } = standing.paused;
  return {
    code: 'Paused',
    message: `${nameOf(standing)} paused ${lasted(secondsSince(since, now))} by ${by}: ${because}`,
    next: `incentives projections resume ${standing.projection}`,
  };
};

const parked = (standing: Standing): Finding | undefined =>
  standing.parked === 0
    ? undefined
    : {
        code: 'Parked',
        message: `${nameOf(standing)}: ${counted(standing.parked, 'key')} parked`,
        next: `incentives projections parked list ${standing.projection}`,
      };

/** Its worker holds on to it, but does not look for events any more. */
const stalled = (standing: Standing, now: Instant): Finding | undefined => {
  if (standing.worker === null || standing.polledAt === null) return undefined;
  const silent = secondsSince(standing.polledAt, now);
  return silent <= patience.polledSeconds
    ? undefined
    : {
        code: 'Stalled',
        message: `${nameOf(standing)}: ${standing.worker.holder} has not polled for ${lasted(silent)}`,
        next: `restart ${standing.worker.holder}`,
      };
};

const lagging = (standing: Standing): Finding | undefined => {
  const { stage, state, worker, behind } = standing;
  if (stage !== 'live' || state !== 'live' || worker === null || behind === null) return undefined;
  return behind.events === 0 || behind.seconds <= patience.behindSeconds
    ? undefined
    : {
        code: 'Lagging',
        message: `${nameOf(standing)} is ${counted(behind.events, 'event')} behind, ${lasted(behind.seconds)}`,
        next: 'incentives projections status --watch',
      };
};

/** When somebody should know. */
const patience = { polledSeconds: 30, behindSeconds: 60 } as const;
