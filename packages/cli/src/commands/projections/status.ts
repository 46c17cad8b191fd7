import { systemClock, type EventStore, type Instant } from '@partner-incentives/event-sourcing';
import type { Output, Report } from '../../output/report.js';
import { say } from '../../output/report.js';
import { divergedHistory } from './diverged-history.js';
import { drawStatus, type Rates } from './draw-status.js';
import { findingsOf } from './findings.js';
import type { Opened } from './operating.js';
import { standings, type Standing } from './standing.js';

/** How every projection stands. A finding where somebody should do something. */
export const status = async ({ readStore, events }: Opened): Promise<Report> =>
  (await look(readStore, events.store)).report;

/** The same again and again, with rates, until it is interrupted. */
export const watchStatus = async (
  { readStore, events }: Opened,
  json: boolean,
  output: Output,
  signal: AbortSignal,
): Promise<Report> => {
  let before: Look | undefined;
  while (!signal.aborted) {
    const seen = await look(readStore, events.store, before);
    if (output.isTerminal && !json) output.out('\u001B[2J\u001B[H');
    say(seen.report, json, output);
    before = seen;
    await wait(intervalMs, signal);
  }
  return { status: before?.report.status ?? 'pass', data: before?.report.data ?? null, text: '' };
};

const intervalMs = 1000;

interface Look {
  readonly at: Instant;
  readonly builds: ReadonlyArray<Standing>;
  readonly report: Report;
}

const look = async (
  readStore: Opened['readStore'],
  store: EventStore,
  before?: Look,
): Promise<Look> => {
  const builds = await standings(readStore, store, Date.now);
  const head = await store.head();
  const at = systemClock.now();
  const findings = [...findingsOf(builds, at), ...(await divergedHistory(store, readStore))];
  return {
    at,
    builds,
    report: {
      status: findings.length === 0 ? 'pass' : 'fail',
      data: { head: head ?? null, projections: builds, findings },
      text: drawStatus({ builds, head, findings, at, rates: ratesSince(before, builds, at) }),
    },
  };
};

const ratesSince = (
  before: Look | undefined,
  builds: ReadonlyArray<Standing>,
  at: Instant,
): Rates => {
  const seconds = before === undefined ? 0 : (Date.parse(at) - Date.parse(before.at)) / 1000;
  return new Map(
    builds.flatMap((build) => {
      const earlier = before?.builds.find(
        (one) => one.projection === build.projection && one.build === build.build,
      );
      if (earlier === undefined || seconds <= 0) return [];
      return [[build, (seen(build) - seen(earlier)) / seconds] as const];
    }),
  );
};

const seen = ({ handled: { applied, ignored, foreign } }: Standing): number =>
  applied + ignored + foreign;

const wait = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
  });
