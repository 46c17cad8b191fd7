import type { EventLog } from '../log/event-log.js';
import type { LogRecord } from '../log/log-record.js';
import type { streams } from '../wire/generated.js';
import { invalidArgument } from '../wire/rpc-error.js';
import type { Feed, Item } from './feed.js';
import { filterOf } from './filter.js';
import { indexOfRecord, positionOf } from './read-all.js';

/** The whole log after a position, or what a filter lets through of it, with checkpoints. */
export const allFeed = (log: EventLog, options: streams.ReadReq.Options): Feed => {
  const filter = filterOf(options);
  const { checkpointInterval = Infinity } = filter;
  let next = start(log, options.getAll());
  let considered = 0;
  const consider = function* (record: LogRecord): Generator<Item, void> {
    if (filter.matches(record)) yield { kind: 'event', record };
    if (++considered < checkpointInterval) return;
    considered = 0;
    yield { kind: 'checkpoint', position: record.position };
  };
  return {
    check: () => undefined,
    exists: () => true,
    stored: function* () {
      while (next < log.committed) {
        const record = log.records[next++];
        if (record !== undefined && log.isThere(record)) yield* consider(record);
      }
    },
    live: (record) => {
      if (record.index < next) return [];
      next = record.index + 1;
      return [...consider(record)];
    },
  };
};

/** The position is the last one seen. One beyond the end is taken for the end: what comes stands before it. */
const start = (log: EventLog, from: streams.ReadReq.Options.AllOptions | undefined): number => {
  if (from === undefined) throw invalidArgument('From where?');
  if (from.hasEnd()) return log.committed;
  const position = positionOf(from);
  if (position === undefined) return 0;
  if (position >= log.end) return log.committed;
  // As the real one does it: what stands there is left out, and where that was scavenged, the next one is.
  for (let at = indexOfRecord(log, position); ; at++) {
    const record = log.records[at];
    if (record === undefined || log.isThere(record)) return Math.min(at + 1, log.committed);
  }
};
