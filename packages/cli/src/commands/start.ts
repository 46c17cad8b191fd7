import type { OverviewRow } from '@partner-incentives/read-models';
import { coloursFor } from '../output/colours.js';
import { drawRows } from '../output/draw-rows.js';
import type { Output, Report } from '../output/report.js';
import type { OpenedStore } from '../store/opened-store.js';
import type { StoreStage } from '../store/stage-of.js';
import { runJournal } from './run-journal.js';
import { sampleYear } from './sample-year.js';
import { viewersIn } from './viewers-in.js';

/** What one viewer's overview holds. */
interface Shown {
  readonly account: string;
  readonly viewer: string;
  readonly rows: ReadonlyArray<OverviewRow>;
}

/** Plays a year into an empty store, and shows for each account the overview of the admin who sees most. */
export const start = async (
  journal: string | undefined,
  stage: StoreStage,
  opened: OpenedStore,
  { as }: { readonly as?: string },
  output: Output,
): Promise<Report> => {
  await stage.incentives.settled();
  const isEmpty = (await opened.store.head()) === undefined;
  const file = journal ?? (isEmpty ? sampleYear() : undefined);
  const played = file === undefined ? undefined : await runJournal(file, stage, output);
  const shown = await overviews(stage, as);
  const colours = coloursFor(output);
  const tables = shown.map(
    ({ account, viewer, rows }) =>
      `${colours.bold(account)} as ${viewer} sees it\n\n${drawRows.overview(rows, colours)}`,
  );
  const happened =
    played === undefined ? `✓ ${opened.name} holds a history already` : `✓ played ${played.text}`;
  return {
    status: played?.status ?? 'pass',
    data: { store: opened.name, played: played?.data ?? null, overviews: shown },
    text: [`${happened}\n✓ kept in ${opened.name}`, ...tables, nextSteps(shown)].join('\n\n'),
  };
};

const overviews = async (
  { store, incentives, lastRecordedAt }: StoreStage,
  as: string | undefined,
): Promise<ReadonlyArray<Shown>> => {
  const now = await lastRecordedAt();
  const question = now === undefined ? {} : { now };
  const ask = async (account: string, viewer: string): Promise<Shown> => ({
    account,
    viewer,
    rows: await incentives.views.overview({ viewer, ...question }),
  });
  if (as !== undefined) return [await ask('The overview', as)];
  const shown: Array<Shown> = [];
  for (const [account, viewers] of await viewersIn(store)) {
    const all = await Promise.all([...viewers].map((viewer) => ask(account, viewer)));
    shown.push(...all.toSorted((a, b) => b.rows.length - a.rows.length).slice(0, 1));
  }
  return shown;
};

const nextSteps = ([first]: ReadonlyArray<Shown>): string => {
  const viewer = first?.viewer ?? '<user>';
  return [
    'Try:',
    `  npx incentives actions --as ${viewer}              what is to be done`,
    `  npx incentives overview --as ${viewer} --at 2024-01-01   how it stood then`,
    '  npx incentives events                        what happened',
    '  npx incentives verify                        whether anybody changed it',
  ].join('\n');
};
