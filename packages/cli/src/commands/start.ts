import { decodeMetadata, type EventStore, type Instant } from '@partner-incentives/event-sourcing';
import * as E from 'fp-ts/lib/Either.js';
import { coloursFor } from '../output/colours.js';
import { draw } from '../output/draw-rows.js';
import type { Output, Report } from '../output/report.js';
import { counted } from '../output/spans.js';
import { openReadStore } from '../read-store/open-read-store.js';
import { besideStore } from '../read-store/read-store-url.js';
import type { UpToDate } from '../read-store/until-up-to-date.js';
import { keptQueries } from '../store/kept-queries.js';
import { namesIn } from '../store/naming.js';
import type { OpenedStore } from '../store/opened-store.js';
import { stageOf } from '../store/stage-of.js';
import { broughtOn } from './brought-on.js';
import { overviewOf, overviews, type Overview } from './overviews.js';
import { runJournal } from './run-journal.js';
import { sampleYear } from './sample-year.js';
import { tryNext } from './try-next.js';

export interface StartOptions {
  /** Whose overview to show, instead of one for each account. */
  readonly as?: string;
  /** Where the rows are kept; beside an embedded store when left out. */
  readonly readStore?: string;
}

/**
 * Plays a year into an empty store, brings its rows up to date, and shows for each account the overview of the admin who
 * sees most. Another time only what was recorded since is folded.
 */
export const start = async (
  journal: string | undefined,
  opened: OpenedStore,
  { as, readStore: named }: StartOptions,
  output: Output,
): Promise<Report> => {
  const file = journal ?? (await unfinishedYear(opened));
  const played =
    file === undefined ? undefined : await runJournal(file, await stageOf(opened), output);
  const rows = await openReadStore(named ?? besideStore(opened.name) ?? 'memory:', 'write');
  const { readStore } = rows;
  try {
    const upToDate = await broughtOn(
      opened,
      readStore,
      { isOwn: named === undefined, isSettling: played === undefined },
      output,
    );
    if (journal === undefined) await opened.checkpoints.save(mark, 'played');
    const { queries, now } = await keptQueries(opened, readStore, { stale: true });
    const shown =
      now === undefined
        ? []
        : as === undefined
          ? await overviews(readStore, queries, now)
          : [await overviewOf(queries, as, now)];
    const drawn = shown.map((overview) => drawOverview(overview, now, opened, output));
    const first = await firstRecorded(opened.store);
    return {
      status: played?.status ?? 'pass',
      data: {
        store: opened.name,
        readStore: rows.name,
        played: played?.data ?? null,
        overviews: shown,
      },
      text: [
        [
          played?.text ?? '✓ a history is there: nothing was played',
          `✓ kept in ${opened.name}`,
          drawRows(rows.name, upToDate),
        ].join('\n'),
        ...(await Promise.all(drawn)),
        tryNext(
          shown[0]?.viewer,
          first === undefined || now === undefined ? undefined : { first, last: now },
        ),
      ].join('\n\n'),
    };
  } finally {
    await readStore.close();
  }
};

const drawRows = (name: string, { live, isUpToDate }: UpToDate): string => {
  const all = live.reduce((sum, { rows }) => sum + rows, 0);
  return isUpToDate
    ? `✓ ${counted(all, 'row')} in ${name}`
    : `! rows in ${name} are not up to date\n  → incentives doctor`;
};

const firstRecorded = async (store: Pick<EventStore, 'readAll'>): Promise<Instant | undefined> => {
  for await (const { metadata } of store.readAll({ limit: 1 })) {
    const decoded = decodeMetadata(metadata);
    return E.isRight(decoded) ? decoded.right.recordedAt : undefined;
  }
  return undefined;
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
