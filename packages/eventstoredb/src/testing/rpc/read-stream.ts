import type { LogRecord } from '../log/log-record.js';
import { streamBackwards, streamExists, streamForwards } from '../log/reading.js';
import type { Database } from '../log/database.js';
import type { ServedNode } from '../node/served-node.js';
import type { streams } from '../wire/generated.js';
import { invalidArgument, streamDeleted } from '../wire/rpc-error.js';
import { streamName } from '../wire/stream-identifier.js';
import { streamNotFound } from './frames.js';
import { framing } from './links.js';
import type { Outbox } from './outbox.js';
import { isBackwards, sendSome } from './send-some.js';

export const readStream = async (
  { database }: ServedNode,
  options: streams.ReadReq.Options,
  outbox: Outbox,
): Promise<void> => {
  const of = options.getStream();
  const stream = streamName(of?.getStreamIdentifier());
  if (of === undefined) throw invalidArgument('Which stream?');
  if (database.isTombstoned(stream)) throw streamDeleted(stream);
  const source = records(database, stream, of, isBackwards(options));
  if (!streamExists(database, stream)) return outbox.mark(streamNotFound(stream));
  await sendSome(source, options, framing(database, options.getResolveLinks()), outbox);
};

const records = (
  database: Database,
  stream: string,
  of: streams.ReadReq.Options.StreamOptions,
  backwards: boolean,
): Iterable<LogRecord> => {
  const revision = of.hasRevision() ? BigInt(of.getRevision()) : undefined;
  if (backwards) return streamBackwards(database, stream, of.hasStart() ? 0n : revision);
  if (of.hasEnd()) throw invalidArgument('Nothing is to be read forwards from the end.');
  return streamForwards(database, stream, revision ?? 0n);
};
