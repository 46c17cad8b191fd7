import {
  matchesFilter,
  type Position,
  type ReadAllOptions,
  type ReadOptions,
  type RecordedEvent,
  type StreamName,
} from '@partner-incentives/event-sourcing';
import type { Connection } from './connection.js';
import { type PageOptions, readPage } from './page.js';
import { paged } from './paged.js';
import { logPositionOf } from './position.js';
import { recordedEvent } from './recorded-event.js';
import type { StoredNames } from './stored-names.js';

export interface Reading {
  readonly connection: Connection;
  readonly names: StoredNames;
  readonly options: PageOptions;
}

/** One stream. Its last page is the one that holds less than was asked for. */
export const readStream = (
  { connection, names, options }: Reading,
  name: StreamName,
  { from, to, direction = 'forwards', limit = Number.POSITIVE_INFINITY }: ReadOptions = {},
): AsyncIterable<RecordedEvent> => {
  const backwards = direction === 'backwards';
  const stream = names.stored(name);
  const last = backwards ? Math.max(to ?? 0, 0) : (to ?? Number.MAX_SAFE_INTEGER);
  let left = limit;
  let next = backwards ? from : Math.max(from ?? 0, 0);
  const ask = (count: number, at: number | undefined) =>
    readPage(
      connection,
      { of: 'stream', stream, backwards, count, ...(at !== undefined && { from: at }) },
      options,
      (record) => ({
        revision: record.revision,
        event: recordedEvent(record, names),
      }),
    );
  const begin = async (): Promise<void> => {
    if (!backwards || from === undefined) return;
    // A server may look for what lies beyond the end, page by page, for a long time.
    const [end] = (await ask(1, undefined)).items;
    if (end === undefined) left = 0;
    else next = Math.min(from, end.revision);
  };
  let begun: Promise<void> | undefined;
  return paged(async () => {
    await (begun ??= begin());
    const span =
      next === undefined ? Number.POSITIVE_INFINITY : (last - next) * (backwards ? -1 : 1) + 1;
    const count = Math.min(left, span, pageSize);
    if (count <= 0) return undefined;
    const { items, isCut } = await ask(count, next);
    const end = items.at(-1);
    left = end === undefined || (items.length < count && !isCut) ? 0 : left - items.length;
    if (end !== undefined) next = end.revision + (backwards ? -1 : 1);
    return items
      .filter(({ revision }) => !backwards || revision >= last)
      .map(({ event }) => event)
      .filter((event) => event !== undefined);
  });
};

/** Everything from a position to what was the end when it turned out to be more than a page. */
export const readAll = (
  { connection, names, options }: Reading,
  { from, filter, limit = Number.POSITIVE_INFINITY }: ReadAllOptions = {},
): AsyncIterable<RecordedEvent> => {
  if (from !== undefined) logPositionOf(from);
  const matches = matchesFilter(filter);
  const serverFilter = names.filter(filter);
  let after: Position | undefined = from;
  let end: Position | undefined;
  let left = limit;
  return paged(async () => {
    if (left <= 0 || (end !== undefined && after !== undefined && after >= end)) return undefined;
    // One more than is wanted: the one at `after` may come along.
    const count = Math.min(left + 1, pageSize);
    const stretch = { of: 'log', from: after ?? 'start', backwards: false, count } as const;
    const { items, isCut } = await readPage(
      connection,
      { ...stretch, filter: serverFilter },
      options,
      (record) => ({ position: record.position, event: recordedEvent(record, names) }),
    );
    const events: RecordedEvent[] = [];
    for (const { position, event } of items) {
      if (after !== undefined && position <= after) continue;
      after = position;
      if (event === undefined || (end !== undefined && position > end) || !matches(event)) continue;
      if (left-- > 0) events.push(event);
    }
    if (items.length < count && !isCut) left = 0;
    else end ??= await headOf(connection, options);
    return events;
  });
};

/** The position of the last event of the whole log, whosever it is. */
export const headOf = (
  connection: Connection,
  options: PageOptions,
): Promise<Position | undefined> => positionBefore('end', connection, options);

/** The position of the event before that one, whosever it is; `undefined` where there is none. */
export const positionBefore = async (
  from: Position | 'end',
  connection: Connection,
  options: PageOptions,
): Promise<Position | undefined> => {
  const stretch = { of: 'log', from, backwards: true, count: 1 } as const;
  return (await readPage(connection, stretch, options, ({ position }) => position)).items[0];
};

const pageSize = 1_024;
