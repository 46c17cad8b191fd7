import type { EventLog } from '../log/event-log.js';
import type { LogRecord } from '../log/log-record.js';
import { allBackwards, allForwards } from '../log/reading.js';
import type { ServedNode } from '../node/served-node.js';
import type { streams } from '../wire/generated.js';
import { invalidArgument, unknownError } from '../wire/rpc-error.js';
import { type Filter, filterOf } from './filter.js';
import { framing } from './links.js';
import type { Outbox } from './outbox.js';
import { isBackwards, sendSome } from './send-some.js';

export const readAll = async (
  { database }: ServedNode,
  options: streams.ReadReq.Options,
  outbox: Outbox,
): Promise<void> => {
  const from = options.getAll();
  if (from === undefined) throw invalidArgument('From where?');
  const source = records(database.log, from, isBackwards(options));
  const frame = framing(database, options.getResolveLinks());
  await sendSome(matching(source, filterOf(options)), options, frame, outbox);
};

/** The index of the record at a position somebody gave: one of a record, or the end. */
export const indexOfRecord = (log: EventLog, position: bigint): number => {
  const index = log.indexAt(position);
  if (position !== log.end && log.records[index]?.position !== position) {
    throw unknownError('Trying to read from an invalid position.');
  }
  return index;
};

export const positionOf = (from: streams.ReadReq.Options.AllOptions): bigint | undefined => {
  const position = from.getPosition();
  return position === undefined ? undefined : BigInt(position.getCommitPosition());
};

const records = (
  log: EventLog,
  from: streams.ReadReq.Options.AllOptions,
  backwards: boolean,
): Iterable<LogRecord> => {
  const position = positionOf(from);
  if (backwards) {
    if (from.hasStart()) return [];
    return allBackwards(log, position === undefined ? log.committed : indexOfRecord(log, position));
  }
  if (from.hasEnd()) throw invalidArgument('Nothing is to be read forwards from the end.');
  return allForwards(log, position === undefined ? 0 : indexOfRecord(log, position));
};

function* matching(source: Iterable<LogRecord>, { matches }: Filter): Generator<LogRecord, void> {
  for (const record of source) if (matches(record)) yield record;
}
