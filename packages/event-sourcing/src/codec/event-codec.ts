import { left, type Either } from 'fp-ts/lib/Either.js';
import type { DomainEvent } from '../decider.js';
import type { Instant } from '../instant.js';
import type {
  Decoded,
  DecodedEvent,
  EventSchemas,
  EventsOf,
  StoredData,
  UnknownType,
  Unreadable,
} from './event-schema.js';
import { schemaCodec } from './schema-codec.js';

/** Between events and what stores hold of them. */
export interface EventCodec<Event extends DomainEvent = DomainEvent> {
  /** Never throws. Keys that the schema does not name are dropped: newer code of the same version may add some. */
  decode(stored: StoredData): Decoded<Event>;
  /** What to store: fresh, keys in order, at the newest version. Refuses what `decode` would not read. */
  encode(type: string, data: unknown): Either<UnknownType | Unreadable, StoredData>;
  /** Whether data is stored in the form it is decoded to; `false` for a type that is not ours. */
  storesAsItIs(type: string): boolean;
  /** The decoded data with its business time. */
  event(decoded: DecodedEvent<Event>, effectiveAt: Instant): Event;
  /** The version that events of the type are written with. Throws for a type that is not ours. */
  versionOf(type: string): number;
}

/**
 * Dispatches by type, never by trying; each type is compiled when it first occurs. Throws for a schema whose
 * upcasters do not lead from version 1 to its own.
 */
export const eventCodec = <Schemas extends EventSchemas>(
  schemas: Schemas,
): EventCodec<EventsOf<Schemas>> => {
  type Event = EventsOf<Schemas>;
  const byType = new Map(
    Object.entries(schemas).map(([type, schema]) => [type, schemaCodec<Event>(type, schema)]),
  );
  return {
    decode: ({ type, schemaVersion, data }) =>
      byType.get(type)?.decode(schemaVersion, data) ?? { _tag: 'UnknownType', type },
    encode: (type, data) => byType.get(type)?.encode(data) ?? left({ _tag: 'UnknownType', type }),
    storesAsItIs: (type) => byType.get(type)?.storesAsItIs() ?? false,
    event: ({ type, data }, effectiveAt) => ({ type, effectiveAt, data }),
    versionOf: (type) => {
      const known = byType.get(type);
      if (known === undefined) throw new TypeError(`No event is called ${JSON.stringify(type)}`);
      return known.version;
    },
  };
};
