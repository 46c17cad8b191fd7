import { once } from 'node:events';
import { healthOf } from '@partner-incentives/event-sourcing';
import { CliError } from '../../exit-code.js';
import { progressOf } from '../../output/progress.js';
import type { Output, Report } from '../../output/report.js';
import { healthRoutes } from '../../worker/health-routes.js';
import { newHolder } from '../../worker/holder.js';
import { logLines } from '../../worker/log-lines.js';
import { makeWorker } from '../../worker/make-worker.js';
import { collectMetrics } from '../../worker/metrics.js';
import { serve } from '../../worker/serve.js';
import type { Opened } from '../projections/operating.js';
import { interruptible } from '../projections/interruptible.js';
import { runOnce } from './run-once.js';

export interface WorkerOptions {
  readonly projections?: string;
  readonly port: string;
  readonly host: string;
  readonly once?: boolean;
  readonly drain: string;
  readonly logLevel: string;
}

/** Keeps rows up to date until it is told to stop; then finishes what it is at, and gives its leases back. */
export const runWorker = async (
  { readStore, events, name }: Opened,
  options: WorkerOptions,
  output: Output,
): Promise<Report> => {
  const holder = newHolder();
  const log = logLines(options.logLevel, holder, output);
  const drainMs = wholeOption('--drain', options.drain, 600) * 1000;
  const port = wholeOption('--port', options.port, 65_535);
  const only = options.projections;
  const worker = makeWorker({ store: events.store, readStore, holder, only, log, drainMs });
  const metrics = collectMetrics();
  const inOneGo = (signal: AbortSignal): Promise<Report> =>
    withProgress(output, (onProgress) =>
      runOnce(worker, readStore, events.store, { only, onProgress, signal }),
    );
  const serving = async (signal: AbortSignal): Promise<Report> => {
    const routes = healthRoutes({
      status: () => worker.status(),
      health: () => healthOf(worker.status(), Date.now()),
      metrics,
    });
    const { url, close } = await serve(routes, options.host, port);
    try {
      worker.start();
      log('info', 'started', { store: events.name, readStore: name, url });
      await aborted(signal);
      log('info', 'draining', { drainMs });
      await worker.stop();
      log('info', 'stopped', {});
    } finally {
      await close();
    }
    return { status: 'pass', data: { worker: holder }, text: `✓ ${holder} stopped.` };
  };
  try {
    return await interruptible(options.once === true ? inOneGo : serving);
  } finally {
    await worker.stop();
    await metrics.stop();
  }
};

const aborted = async (signal: AbortSignal): Promise<void> => {
  if (!signal.aborted) await once(signal, 'abort');
};

const withProgress = async (
  output: Output,
  work: (onProgress: (events: number) => void) => Promise<Report>,
): Promise<Report> => {
  const progress = progressOf('events', undefined, output);
  try {
    return await work(progress.reached);
  } finally {
    progress.stop();
  }
};

const wholeOption = (option: string, text: string, most: number): number => {
  const number = Number(text);
  if (/^\d+$/.test(text) && number <= most) return number;
  throw new CliError(
    `expected ${option} to be a whole number up to ${String(most)}, got ${JSON.stringify(text)}`,
  );
};
