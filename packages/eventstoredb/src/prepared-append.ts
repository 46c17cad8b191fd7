import { Buffer } from 'node:buffer';
import type { ExpectedRevision, NewEvent } from '@partner-incentives/event-sourcing';
import { storedMetadata } from './stored-metadata.js';

/** An append as bytes: whatever the caller does to its objects afterwards, every sending is the same. */
export interface PreparedAppend {
  /** By its name on the server. */
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: ReadonlyArray<PreparedEvent>;
}

export interface PreparedEvent {
  readonly id: string;
  readonly type: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

/** Throws `RangeError` for an id or a type that the server would stumble over. */
export const prepareAppend = (
  stream: string,
  expected: ExpectedRevision,
  events: ReadonlyArray<NewEvent>,
): PreparedAppend => ({ stream, expected, events: events.map(prepareEvent) });

const prepareEvent = ({ id, type, schemaVersion, data, metadata }: NewEvent): PreparedEvent => {
  if (!uuid.test(id)) throw new RangeError(`An event's id is a UUID, not "${id}"`);
  if (type === '') throw new RangeError('An event has a type');
  return {
    id,
    type,
    data: bytes(JSON.stringify(data)),
    metadata: bytes(storedMetadata(metadata, schemaVersion)),
  };
};

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

// A Uint8Array of its own: the generated code takes no subclass of it.
const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'utf8'));
