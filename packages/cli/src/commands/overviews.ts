import { decodeMetadata, type EventStore, type Instant } from '@partner-incentives/event-sourcing';
import type { Queries } from '@partner-incentives/incentives';
import type { OverviewRow } from '@partner-incentives/read-models';
import * as E from 'fp-ts/lib/Either.js';

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
  store: Pick<EventStore, 'readAll'>,
  queries: Pick<Queries, 'overview'>,
  now: Instant,
): Promise<ReadonlyArray<Overview>> => {
  const fullest = new Map<string, Overview>();
  for (const [account, viewers] of await incentivesAdmins(store)) {
    for (const viewer of viewers) {
      const overview = await overviewOf(queries, viewer, now);
      const most = fullest.get(account)?.rows.length ?? 0;
      if (overview.rows.length > most) fullest.set(account, { account, ...overview });
    }
  }
  return [...fullest.values()];
};

/** Who ever was one, by account. */
const incentivesAdmins = async (
  store: Pick<EventStore, 'readAll'>,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> => {
  const admins = new Map<string, Set<string>>();
  for await (const { data, metadata } of store.readAll({ filter: { types: ['RoleAssigned'] } })) {
    const decoded = decodeMetadata(metadata);
    const { userId, role } = data as { readonly userId?: string; readonly role?: string };
    if (E.isLeft(decoded) || userId === undefined || role !== 'IA') continue;
    const { account = '' } = decoded.right;
    admins.set(account, (admins.get(account) ?? new Set()).add(userId));
  }
  return admins;
};
