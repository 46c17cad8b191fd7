import { isRight, left, right, type Either } from 'fp-ts/lib/Either.js';
import type { DomainEvent } from '../decider.js';
import { compile, type Compiled } from './compile.js';
import type { Decoded, DecodedEvent, EventSchema, StoredData, Unreadable } from './event-schema.js';
import { freshJson } from './fresh-json.js';
import { preview } from './preview.js';
import { report } from './report.js';
import { shapeOf } from './shape-of.js';
import { storesAsItIs } from './stores-as-it-is.js';

/** The two directions of one event type. */
export interface SchemaCodec<Event extends DomainEvent> {
  readonly version: number;
  decode(version: number, data: unknown): Decoded<Event>;
  encode(data: unknown): Either<Unreadable, StoredData>;
  storesAsItIs(): boolean;
}

export const schemaCodec = <Event extends DomainEvent>(
  type: Event['type'],
  { version: newest, codec, upcasters = [] }: EventSchema,
): SchemaCodec<Event> => {
  if (!isVersion(newest) || upcasters.length !== newest - 1) {
    throw new TypeError(`${type}: version ${newest} needs ${newest - 1} upcasters`);
  }
  let compiled: Compiled<unknown> | undefined;
  let asItIs: boolean | undefined;
  const isStoredAsItIs = (): boolean => (asItIs ??= storesAsItIs(shapeOf(codec)));
  const unreadable = (...reasons: Unreadable['reasons']): Unreadable => ({
    _tag: 'Unreadable',
    type,
    reasons,
  });

  const decodeNewest = (data: unknown): DecodedEvent<Event> | Unreadable => {
    const decoded = (compiled ??= compile<unknown>(codec)).decode(data);
    return isRight(decoded)
      ? { _tag: 'Event', type, data: decoded.right }
      : unreadable(...report(decoded.left));
  };

  const decodeOlder = (version: number, data: unknown): Decoded<Event> => {
    let upcast = data;
    try {
      for (const step of upcasters.slice(version - 1)) upcast = step(upcast);
    } catch (error) {
      const expected = `data of version ${version}, which version ${newest} follows from`;
      return unreadable({ path: '', expected, actual: messageOf(error) });
    }
    return decodeNewest(upcast);
  };

  // Checked by reading it back: what is stored must be what `decode` accepts.
  const encode = (data: unknown): Either<Unreadable, unknown> => {
    const written: unknown = codec.encode(data);
    const read = decodeNewest(written);
    return read._tag === 'Unreadable'
      ? left(read)
      : right(freshJson(codec.encode(read.data), false));
  };

  return {
    version: newest,
    storesAsItIs: isStoredAsItIs,
    decode: (version, data) => {
      if (version === newest) return decodeNewest(data);
      if (!isVersion(version)) {
        const expected = 'a version: a whole number from 1';
        return unreadable({ path: 'schemaVersion', expected, actual: preview(version) });
      }
      return version > newest
        ? { _tag: 'NewerVersion', type, version, known: newest }
        : decodeOlder(version, data);
    },
    encode: (data) => {
      if (isStoredAsItIs()) {
        const read = decodeNewest(data);
        return read._tag === 'Unreadable'
          ? left(read)
          : right({ type, schemaVersion: newest, data: read.data });
      }
      try {
        const written = encode(data);
        return isRight(written)
          ? right({ type, schemaVersion: newest, data: written.right })
          : written;
      } catch (error) {
        const expected = 'data that its codec can encode';
        return left(unreadable({ path: '', expected, actual: messageOf(error) }));
      }
    },
  };
};

const isVersion = (version: number): boolean => Number.isSafeInteger(version) && version >= 1;

const messageOf = (error: unknown): string =>
  error instanceof Error ? `an error: ${error.message}` : 'an error';
