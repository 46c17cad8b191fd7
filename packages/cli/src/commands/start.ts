import type { Instant } from '@partner-incentives/event-sourcing';
import { coloursFor } from '../output/colours.js';
import { draw } from '../output/draw-rows.js';
import type { Output, Report } from '../output/report.js';
import { historySoFar } from '../store/history-so-far.js';
import { namesIn } from '../store/naming.js';
import type { OpenedStore } from '../store/opened-store.js';
import { stageOf } from '../store/stage-of.js';
import { overviewOf, overviews, type Overview } from './overviews.js';
import { runJournal } from './run-journal.js';
import { sampleYear } from './sample-year.js';
import { tryNext } from './try-next.js';

export interface StartOptions {
  /** Whose overview to show, instead of one for each account. */
  readonly as?: string;
}

/** Plays a year into an empty store, and shows for each account the overview of the admin who sees most. */
export const start = async (
  journal: string | undefined,
  opened: OpenedStore,
  { as }: StartOptions,
  output: Output,
): Promise<Report> => {
  const stage = await stageOf(opened);
  const file = journal ?? (await unfinishedYear(opened));
  if (file === undefined) await stage.incentives.settled();
  const played = file === undefined ? undefined : await runJournal(file, stage, output);
  if (journal === undefined) await opened.checkpoints.save(mark, 'played');
  const { recorded } = await historySoFar(opened.store);
  const { views } = stage.incentives;
  const now = recorded?.last;
  const shown =
    now === undefined
      ? []
      : as === undefined
        ? await overviews(opened.store, views, now)
        : [await overviewOf(views, as, now)];
  const drawn = shown.map((overview) => drawOverview(overview, now, opened, output));
  return {
    status: played?.status ?? 'pass',
    data: { store: opened.name, played: played?.data ?? null, overviews: shown },
    text: [
      `${played?.text ?? '✓ a history is there: nothing was played'}\n✓ kept in ${opened.name}`,
      ...(await Promise.all(drawn)),
      tryNext(shown[0]?.viewer, recorded),
    ].join('\n\n'),
  };
};

/** Says in the store itself how far the sample year came. */
const mark = 'sample-year';

/** The sample year, where the store is empty or an earlier start was interrupted in the midst of it. */
const unfinishedYear = async ({ store, checkpoints }: OpenedStore): Promise<string | undefined> => {
  if (!(await isEmpty(store)) && (await checkpoints.load(mark)) !== 'playing') return undefined;
  await checkpoints.save(mark, 'playing');
  return sampleYear();
};

/** A server's head may be somebody else's event. */
const isEmpty = async (store: OpenedStore['store']): Promise<boolean> => {
  for await (const _ of store.readAll({ limit: 1 })) return false;
  return true;
};

const drawOverview = async (
  { account, viewer, rows }: Overview,
  now: Instant | undefined,
  { directory }: OpenedStore,
  output: Output,
): Promise<string> => {
  const nameOf = namesIn(directory);
  const colours = coloursFor(output);
  const title = account === undefined ? 'As' : `${colours.bold(account)} as`;
  const heading = `${title} ${await nameOf(viewer)} (${viewer}) sees it at ${String(now)}`;
  return `${heading}\n\n${draw.overview(rows, { viewer, colours, nameOf })}`;
};
