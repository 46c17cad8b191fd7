import {
  healthOf,
  projectionMeters,
  type Log,
  type WorkerStatus,
} from '@partner-incentives/event-sourcing';
import type { Report } from '../../output/report.js';
import { openInTime } from '../../read-store/open-in-time.js';
import type { OpenedReadStore } from '../../read-store/open-read-store.js';
import { healthRoutes } from '../../worker/health-routes.js';
import { openedFiles, untilReplaced } from '../../worker/replaced-file.js';
import { makeWorker, type WorkerSetting } from '../../worker/make-worker.js';
import { collectMetrics } from '../../worker/metrics.js';
import { serve } from '../../worker/serve.js';
import { NotYetAtWork } from '../../worker/not-yet-at-work.js';
import type { EventsOpened } from '../projections/operating.js';

export interface KeepingUp extends Pick<EventsOpened, 'events' | 'openRows'> {
  readonly setting: Omit<WorkerSetting, 'readStore'> & { readonly log: Log };
  readonly place: { readonly host: string; readonly port: number };
  /** Ends it. */
  readonly signal: AbortSignal;
}

/** Says how it is from the first moment on, waits for the read store where that is away, and keeps its rows up to date. */
export const keepUp = async ({
  events,
  openRows,
  setting,
  place,
  signal,
}: KeepingUp): Promise<Report> => {
  const { holder, log, drainMs } = setting;
  const eventFiles = openedFiles(events.name);
  const metrics = collectMetrics();
  const waiting = new NotYetAtWork(holder);
  let status = (): WorkerStatus => waiting.status;
  const meters = projectionMeters(() => waiting.status);
  const atWork = async ({ readStore, name }: OpenedReadStore): Promise<void> => {
    const worker = makeWorker({ ...setting, readStore });
    try {
      worker.start();
      status = () => worker.status();
      log('info', 'at work', { readStore: name });
      await untilReplaced([...eventFiles, ...openedFiles(name)], signal);
      log('info', 'draining', { drainMs });
    } finally {
      await worker.stop();
      await readStore.close();
    }
  };
  try {
    const routes = healthRoutes({
      status: () => status(),
      health: () => healthOf(status(), Date.now()),
      metrics,
    });
    const { url, close } = await serve(routes, place.host, place.port);
    try {
      log('info', 'started', { store: events.name, url });
      const opened = await openInTime(openRows, {
        signal,
        onAttempt: waiting.tries,
        onFailure: ({ reason, againInMs }) => {
          waiting.failed(reason);
          log('warn', 'waiting for the read store', { reason, againInMs });
        },
      });
      meters.close();
      if (opened !== undefined) await atWork(opened);
      log('info', 'stopped', {});
    } finally {
      await close();
    }
  } finally {
    meters.close();
    await metrics.stop();
  }
  return { status: 'pass', data: { worker: holder }, text: `✓ ${holder} stopped.` };
};
