import type { Database } from '../log/database.js';
import { streamExists, streamForwards } from '../log/reading.js';
import type { streams } from '../wire/generated.js';
import { invalidArgument, streamDeleted } from '../wire/rpc-error.js';
import { streamName } from '../wire/stream-identifier.js';
import type { Feed } from './feed.js';

/** One stream, after a revision. */
export const streamFeed = (database: Database, options: streams.ReadReq.Options): Feed => {
  const of = options.getStream();
  if (of === undefined) throw invalidArgument('Which stream?');
  const stream = streamName(of.getStreamIdentifier());
  let next = 0n;
  if (of.hasEnd()) next = database.lastWritten(stream) + 1n;
  else if (of.hasRevision()) next = BigInt(of.getRevision()) + 1n;
  const check = (): void => {
    if (database.isTombstoned(stream)) throw streamDeleted(stream);
  };
  return {
    check,
    exists: () => of.hasEnd() || streamExists(database, stream),
    stored: function* () {
      check();
      for (const record of streamForwards(database, stream, next)) {
        next = record.revision + 1n;
        yield { kind: 'event', record };
      }
    },
    live: (record) => {
      if (record.stream !== stream || record.revision < next) return [];
      next = record.revision + 1n;
      return [{ kind: 'event', record }];
    },
  };
};
