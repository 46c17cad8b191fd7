import * as E from 'fp-ts/lib/Either.js';
import { sha256Hex, toCanonicalJson } from '../codec/index.js';
import type { Position, RecordedEvent } from '../envelope.js';

/** What a store holds of ours, in a few bytes: equal where the same events stand at the same places of their streams. */
export interface Content {
  readonly events: number;
  readonly digest: string;
  /** Where the last of them stands. */
  readonly end?: Position;
}

/**
 * Everything about an event but its position, as a hash. What cannot be hashed equals nothing but itself; UUIDs are the
 * same in capitals.
 */
export const fingerprint = (event: RecordedEvent): string => {
  const { stream, revision, id, type, schemaVersion, data, metadata } = event;
  const parts = [stream, revision, id.toLowerCase(), type, schemaVersion, data, metadata];
  const text = toCanonicalJson(parts);
  return sha256Hex(E.isRight(text) ? text.right : `${stream} ${revision} ${text.left.message}`);
};

/**
 * Reads to the end. The digest is the sum of the fingerprints: it needs no memory, and the order between streams, which
 * a copy may change, does not show in it.
 */
export const contentOf = async (
  events: AsyncIterable<RecordedEvent>,
  onEvent: (event: RecordedEvent, count: number) => void,
): Promise<Content> => {
  let count = 0;
  let sum = 0n;
  let end: Position | undefined;
  for await (const event of events) {
    count += 1;
    onEvent(event, count);
    sum = BigInt.asUintN(256, sum + BigInt(`0x${fingerprint(event)}`));
    end = event.position;
  }
  return { events: count, digest: sum.toString(16), ...(end !== undefined && { end }) };
};

export const isSameContent = (one: Content, other: Content): boolean =>
  one.events === other.events && one.digest === other.digest;
