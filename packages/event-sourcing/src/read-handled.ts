import * as E from 'fp-ts/lib/Either.js';
import type { EventCodec } from './codec/index.js';
import type { DomainEvent } from './decider.js';
import type { Position, StoredEvent } from './envelope.js';
import { appendLimits, StoreUnavailableError, type EventStore } from './event-store.js';
import type { Handled } from './handling.js';
import { reading } from './reading.js';
import { decodeStored } from './stored-event.js';
import { UndecodableEvent } from './stream-cache.js';
import type { StreamName } from './stream-name.js';

/** What a command recorded, and the hash of what it was. */
export interface EarlierHandled<Event extends DomainEvent> {
  readonly hash: string;
  readonly handled: Handled<Event>;
}

/** What a command recorded from a revision of a stream on. */
export const readHandled = async <Event extends DomainEvent>(
  store: Pick<EventStore, 'read'>,
  codec: EventCodec<Event>,
  stream: StreamName,
  first: number,
  commandId: string,
): Promise<EarlierHandled<Event>> => {
  const events: Array<Omit<StoredEvent<Event>, 'position'>> = [];
  let position: Position | undefined;
  const range = { from: first, to: first + appendLimits.events - 1 };
  await reading(store, stream, range, (recorded) => {
    const decoded = decodeStored(codec, recorded);
    if (E.isLeft(decoded)) throw new UndecodableEvent(stream, recorded.revision, decoded.left);
    const { position: at, ...event } = decoded.right;
    if (event.metadata.commandId !== commandId) return;
    events.push(event);
    position = at;
  });
  const [earliest] = events;
  if (earliest === undefined) {
    throw new StoreUnavailableError(`it no longer shows revision ${String(first)} of ${stream}`);
  }
  return {
    hash: earliest.metadata.commandHash,
    handled: { stream, events, ...(position && { position }), repeated: true },
  };
};
