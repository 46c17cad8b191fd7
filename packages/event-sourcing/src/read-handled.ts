import * as E from 'fp-ts/lib/Either.js';
import type { EventCodec } from './codec/index.js';
import type { DomainEvent } from './decider.js';
import type { Position, StoredEvent } from './envelope.js';
import type { EventStore } from './event-store.js';
import type { Handled } from './handling.js';
import { decodeStored } from './stored-event.js';
import { UndecodableEvent, type RecordedCommand } from './stream-cache.js';
import type { StreamName } from './stream-name.js';

/** What a command recorded when it was handled first. */
export const readHandled = async <Event extends DomainEvent>(
  store: Pick<EventStore, 'read'>,
  codec: EventCodec<Event>,
  stream: StreamName,
  { first, last }: RecordedCommand,
): Promise<Handled<Event>> => {
  const events: Array<StoredEvent<Event>> = [];
  let position: Position | undefined;
  for await (const recorded of store.read(stream, { from: first, to: last })) {
    const decoded = decodeStored(codec, recorded);
    if (E.isLeft(decoded)) throw new UndecodableEvent(stream, recorded.revision, decoded.left);
    events.push(decoded.right);
    position = recorded.position;
  }
  return { stream, events, ...(position && { position }), repeated: true };
};
