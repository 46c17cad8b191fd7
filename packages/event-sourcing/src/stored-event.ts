import * as E from 'fp-ts/lib/Either.js';
import { decodeMetadata, type EventCodec, type Undecodable } from './codec/index.js';
import type { DomainEvent } from './decider.js';
import type { RecordedEvent, StoredEvent } from './envelope.js';

export type { Undecodable };

/** An event that the fold says cannot follow the ones before it: a bug or tampering. */
export interface CorruptFold {
  readonly _tag: 'CorruptHistory';
  readonly reason: string;
}

/** From what a store holds to one of our events, validated and upcast; or why it is none. */
export const decodeStored = <Event extends DomainEvent>(
  codec: EventCodec<Event>,
  recorded: RecordedEvent,
): E.Either<Undecodable, StoredEvent<Event>> => {
  const decoded = codec.decode(recorded);
  if (decoded._tag !== 'Event') return E.left(decoded);
  const metadata = decodeMetadata(recorded.metadata);
  if (E.isLeft(metadata)) {
    return E.left({ _tag: 'Unreadable', type: recorded.type, reasons: metadata.left });
  }
  const { id, stream, revision, position, schemaVersion } = recorded;
  const event = codec.event(decoded, metadata.right.effectiveAt);
  return E.right({
    event,
    id,
    stream,
    revision,
    position,
    schemaVersion,
    metadata: metadata.right,
  });
};
