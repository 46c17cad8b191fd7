import type { LogRecord } from '../log/log-record.js';
import { uuidOf } from '../wire/event-id.js';
import { bytesOf, streams } from '../wire/generated.js';
import { identifierOf } from '../wire/stream-identifier.js';

const { ReadResp } = streams;

/** The messages of a read or subscription. */
export const confirmation = (subscription: string): Buffer =>
  bytesOf(
    new ReadResp().setConfirmation(
      new ReadResp.SubscriptionConfirmation().setSubscriptionId(subscription),
    ),
  );

export const caughtUp = (): Buffer => bytesOf(new ReadResp().setCaughtUp(new ReadResp.CaughtUp()));

export const checkpoint = (position: bigint): Buffer =>
  bytesOf(
    new ReadResp().setCheckpoint(
      new ReadResp.Checkpoint()
        .setCommitPosition(String(position))
        .setPreparePosition(String(position)),
    ),
  );

export const streamNotFound = (stream: string): Buffer =>
  bytesOf(
    new ReadResp().setStreamNotFound(
      new ReadResp.StreamNotFound().setStreamIdentifier(identifierOf(stream)),
    ),
  );

/** An event; for a resolved link also what it points to, if that is still there. */
export const eventFrame = (record: LogRecord, target?: LogRecord | 'gone'): Buffer => {
  const read = new ReadResp.ReadEvent().setCommitPosition(String(record.position));
  if (target === undefined) read.setEvent(recorded(record));
  else {
    read.setLink(recorded(record));
    if (target !== 'gone') read.setEvent(recorded(target));
  }
  return bytesOf(new ReadResp().setEvent(read));
};

const recorded = (record: LogRecord): streams.ReadResp.ReadEvent.RecordedEvent => {
  const said = new ReadResp.ReadEvent.RecordedEvent()
    .setId(uuidOf(record.id))
    .setStreamIdentifier(identifierOf(record.stream))
    .setStreamRevision(String(record.revision))
    .setCommitPosition(String(record.position))
    .setPreparePosition(String(record.position))
    .setData(record.data)
    .setCustomMetadata(record.metadata);
  said
    .getMetadataMap()
    .set('type', record.type)
    .set('created', String(record.created))
    .set('content-type', record.isJson ? 'application/json' : 'application/octet-stream');
  return said;
};
