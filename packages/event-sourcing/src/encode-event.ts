import * as E from 'fp-ts/lib/Either.js';
import type { EventCodec, StoredData } from './codec/index.js';
import { rejected } from './codec/decoder.js';
import { freshJson } from './codec/fresh-json.js';
import type { DomainEvent } from './decider.js';
import type { Instant } from './instant.js';
import { NotJson } from './json-value.js';

/** A decided event's stored form, and the event as whoever reads it back will see it. */
export interface Encoded<Event extends DomainEvent> {
  readonly stored: StoredData;
  readonly event: Event;
}

export type Encode<Event extends DomainEvent> = (decided: Event) => Encoded<Event>;

/** By the schema. That a decider emits what its own schema refuses is a bug, found before anything is written. */
export const encodeWith =
  <Event extends DomainEvent>(codec: EventCodec<Event>): Encode<Event> =>
  ({ type, effectiveAt, data }) => {
    const encoded = codec.encode(type, data);
    if (E.isLeft(encoded)) {
      throw new TypeError(`${type} is not as its schema says: ${JSON.stringify(encoded.left)}`);
    }
    const stored = encoded.right;
    return { stored, event: readBack(codec, stored, effectiveAt) };
  };

/** Events of the machinery itself, whose data is plain JSON: without what is `undefined`, keys in order, owned. */
export const encodePlainly: Encode<DomainEvent> = ({ type, effectiveAt, data }) => {
  const fresh = freshJson(data, false);
  if (fresh === rejected) throw new NotJson('data', `the data of ${type}`);
  return {
    stored: { type, schemaVersion: 1, data: fresh },
    event: { type, effectiveAt, data: fresh },
  };
};

// Most types are stored as they are decoded: then nothing need be decoded again.
const readBack = <Event extends DomainEvent>(
  codec: EventCodec<Event>,
  stored: StoredData,
  effectiveAt: Instant,
): Event => {
  const decoded = codec.storesAsItIs(stored.type)
    ? ({ _tag: 'Event', type: stored.type, data: stored.data } as const)
    : codec.decode(stored);
  if (decoded._tag === 'Event') return codec.event(decoded, effectiveAt);
  throw new TypeError(`${stored.type} cannot be read back: ${decoded._tag}`);
};
