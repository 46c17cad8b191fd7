import { sql } from 'kysely';
import type { EventFilter, RecordedEvent } from '@partner-incentives/event-sourcing';
import type { Connection } from './connection.js';
import { storedEvents, type StoredRow } from './event-log.js';
import type { EventLogTables } from './event-log-schema.js';
import { pageColumns, rowsOfPage } from './event-page.js';
import { recordedEvent } from './recorded-event.js';
import { type Holes, prepare, typedSql } from './typed-sql.js';

/** A stretch of the whole store that was looked at, and what a filter found in it. */
export interface Scanned {
  readonly events: ReadonlyArray<RecordedEvent>;
  /** The number of the last event looked at. */
  readonly upTo: number;
}

/** Looks at what stands after one number and not after another: a stretch of it at a time, so that memory and time are bounded. */
export type EventScan = (after: number, end: number, limit: number) => Scanned;

export const eventScan = (
  connection: Connection,
  filter: EventFilter = {},
  recorded: (row: StoredRow) => RecordedEvent = recordedEvent,
): EventScan => {
  if (filter.categories?.length === 0 || filter.types?.length === 0) {
    return (_after, end) => ({ events: [], upTo: end });
  }
  const find = finding(connection, filter);
  return (after, end, limit) => {
    const to = Math.min(end, after + stretch);
    const asked = Math.min(limit, pageSize);
    const events = find({ after, to, limit: asked }).map(recorded);
    const last = events.length === asked ? events.at(-1) : undefined;
    return { events, upTo: last === undefined ? to : Number(last.position) };
  };
};

const pageSize = 256;
const stretch = 4_096;

const range = { after: 'integer', to: 'integer', limit: 'integer' } as const;
const db = typedSql<EventLogTables>();

type Find = (range: {
  readonly after: number;
  readonly to: number;
  readonly limit: number;
}) => ReadonlyArray<StoredRow>;

const finding = (connection: Connection, filter: EventFilter): Find => {
  const asPage = prepare(connection, range, (hole) =>
    db.selectFrom(matching(hole, filter).as('events')).select(pageColumns),
  );
  const asRows = prepare(connection, range, (hole) => matching(hole, filter));
  return (wanted) => {
    const [page] = asPage.all(wanted);
    return (page && rowsOfPage(page)) ?? asRows.all(wanted);
  };
};

const matching = (hole: Holes<typeof range>, { categories, types }: EventFilter) => {
  const all = storedEvents
    .where('position', '>', hole.after)
    .where('position', '<=', hole.to)
    .orderBy('position')
    .limit(hole.limit);
  // The index holds the positions of one category in order. Of several it would be read for all of them, and sorted,
  // for each page: the plus keeps it out.
  const category = categories?.length === 1 ? sql.ref('category') : sql`+${sql.ref('category')}`;
  const ofCategory = categories === undefined ? all : all.where(category, 'in', categories);
  return types === undefined ? ofCategory : ofCategory.where('type', 'in', types);
};
