import type { Instant, KeptRow, ReadStore } from '@partner-incentives/event-sourcing';
import type { Queries } from '@partner-incentives/incentives';
import type { AccountRow, LocationRow, OverviewRow } from '@partner-incentives/read-models';

/** What one viewer's overview holds. */
export interface Overview {
  /** Absent where a viewer was asked for, not an account. */
  readonly account?: string;
  readonly viewer: string;
  readonly rows: ReadonlyArray<OverviewRow>;
}

export const overviewOf = async (
  queries: Pick<Queries, 'overview'>,
  viewer: string,
  now: Instant,
): Promise<Overview> => ({ viewer, rows: await queries.overview({ viewer, now }) });

/** For each account, the overview of the incentives admin who sees most. */
export const overviews = async (
  readStore: ReadStore,
  queries: Pick<Queries, 'overview'>,
  now: Instant,
): Promise<ReadonlyArray<Overview>> => {
  const fullest = new Map<string, Overview>();
  for (const [account, viewers] of await incentivesAdmins(readStore)) {
    for (const viewer of [...viewers].toSorted()) {
      const overview = await overviewOf(queries, viewer, now);
      const most = fullest.get(account)?.rows.length ?? 0;
      if (overview.rows.length > most) fullest.set(account, { account, ...overview });
    }
  }
  return [...fullest.values()];
};

/** Who is one somewhere, by account. */
const incentivesAdmins = async (
  readStore: ReadStore,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> => {
  const admins = new Map<string, Set<string>>();
  for (const model of ['accounts', 'locations']) {
    for await (const { account = '', data, damaged } of liveRows(readStore, model)) {
      if (damaged === true) continue;
      const { grants } = data as AccountRow | LocationRow;
      const known = admins.get(account) ?? new Set();
      for (const { userId, role } of grants) if (role === 'IA') known.add(userId);
      admins.set(account, known);
    }
  }
  return admins;
};

async function* liveRows(readStore: ReadStore, model: string): AsyncGenerator<KeptRow, void> {
  const live = (await readStore.status()).find(
    ({ build, stage }) => stage === 'live' && build.model === model,
  );
  if (live === undefined) return;
  let after: KeptRow['key'] | undefined;
  for (;;) {
    const page = await readStore.page(live.build, after, atOnce);
    yield* page;
    if (page.length < atOnce) return;
    after = page.at(-1)?.key;
  }
}

const atOnce = 1000;
