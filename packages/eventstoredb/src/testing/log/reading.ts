import type { Database } from './database.js';
import type { EventLog } from './event-log.js';
import type { LogRecord } from './log-record.js';
import { isSoftDeleted } from './stream-metadata.js';
import { firstVisible } from './visibility.js';

/** Is there a stream of this name that is not deleted, be it empty by now? */
export const streamExists = (database: Database, stream: string): boolean => {
  const first = database.log.stream(stream)[0];
  return (
    first !== undefined &&
    first.index < database.log.committed &&
    !isSoftDeleted(database.metadataOf(stream))
  );
};

/** The visible, committed events of a stream from a revision on. It follows a log that grows meanwhile. */
export function* streamForwards(
  database: Database,
  stream: string,
  from: bigint,
): Generator<LogRecord, void> {
  const records = database.log.stream(stream);
  const first = firstVisible(records, database.metadataOf(stream));
  for (let next = Number(from > first ? from : first); ; next++) {
    const record = records[next];
    if (record === undefined || record.index >= database.log.committed) return;
    yield record;
  }
}

/** The same from a revision, or the last one, down. */
export function* streamBackwards(
  database: Database,
  stream: string,
  from?: bigint,
): Generator<LogRecord, void> {
  const records = database.log.stream(stream);
  const first = Number(firstVisible(records, database.metadataOf(stream)));
  const last = records.length - 1;
  const start = from === undefined || from > BigInt(last) ? last : Number(from);
  for (let next = start; next >= first; next--) {
    const record = records[next];
    if (record !== undefined && record.index < database.log.committed) yield record;
  }
}

/** Everything committed from an index on. It follows a log that grows meanwhile. */
export function* allForwards(log: EventLog, from: number): Generator<LogRecord, void> {
  for (let next = from; next < log.committed; next++) {
    const record = log.records[next];
    if (record !== undefined && log.isThere(record)) yield record;
  }
}

/** Everything committed before an index, the last one first. */
export function* allBackwards(log: EventLog, before: number): Generator<LogRecord, void> {
  for (let next = before - 1; next >= 0; next--) {
    const record = log.records[next];
    if (record !== undefined && log.isThere(record)) yield record;
  }
}
