import { CliError } from '../../exit-code.js';
import { progressOf } from '../../output/progress.js';
import type { Output, Report } from '../../output/report.js';
import { newHolder } from '../../worker/holder.js';
import { logLines } from '../../worker/log-lines.js';
import { makeWorker, modelsNamed } from '../../worker/make-worker.js';
import { interruptible } from '../projections/interruptible.js';
import type { EventsOpened } from '../projections/operating.js';
import { keepUp } from './keep-up.js';
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
  { events, openRows }: EventsOpened,
  options: WorkerOptions,
  output: Output,
): Promise<Report> => {
  const holder = newHolder();
  const log = logLines(options.logLevel, holder, output);
  const drainMs = wholeOption('--drain', options.drain, 600) * 1000;
  const port = wholeOption('--port', options.port, 65_535);
  const models = modelsNamed(options.projections);
  const { store } = events;
  const setting = { store, holder, models, log, drainMs };
  if (options.once !== true) {
    const place = { host: options.host, port };
    return interruptible((signal) => keepUp({ events, openRows, setting, place, signal }));
  }
  const { readStore } = await openRows();
  const worker = makeWorker({ ...setting, readStore });
  try {
    return await interruptible((signal) =>
      withProgress(output, (onProgress) =>
        runOnce(worker, readStore, store, { only: options.projections, onProgress, signal }),
      ),
    );
  } finally {
    await worker.stop();
    await readStore.close();
  }
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
