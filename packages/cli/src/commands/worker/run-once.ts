import type { EventStore, ProjectionWorker, ReadStore } from '@partner-incentives/event-sourcing';
import type { Report } from '../../output/report.js';
import { counted } from '../../output/spans.js';
import { untilUpToDate, type Waiting } from '../../read-store/until-up-to-date.js';

/** Runs a worker until the rows have everything recorded by now. */
export const runOnce = async (
  worker: ProjectionWorker,
  readStore: ReadStore,
  store: EventStore,
  waiting: Waiting,
): Promise<Report> => {
  worker.start();
  const { live, isUpToDate } = await untilUpToDate(readStore, store, { ...waiting, isOwn: true });
  await worker.stop();
  const rows = live.reduce((sum, one) => sum + one.rows, 0);
  const late = live.filter((one) => !one.isUpToDate).map(({ name }) => name);
  return {
    status: isUpToDate ? 'pass' : 'fail',
    data: { projections: live },
    text: isUpToDate
      ? `✓ ${counted(live.length, 'projection')} up to date, ${counted(rows, 'row')}.`
      : `✗ not up to date: ${late.join(', ')}\n→ incentives doctor`,
  };
};
