import { isUtf8 } from 'node:buffer';
import { type RecordedEvent, UnreadableJson } from '@partner-incentives/event-sourcing';
import type { StoredRecord } from './read-answer.js';
import { readMetadata } from './stored-metadata.js';
import type { StoredNames } from './stored-names.js';

/** Our event, or `undefined` where its stream is none that this store shows. */
export const recordedEvent = (
  { id, type, stream: stored, revision, position, isJson, data, metadata }: StoredRecord,
  { shown }: StoredNames,
): RecordedEvent | undefined => {
  const stream = shown(stored);
  if (stream === undefined) return undefined;
  const told = metadataOf(metadata);
  return {
    id,
    type,
    schemaVersion: told.schemaVersion,
    data: isJson ? jsonOf(data) : new UnreadableJson('its data are no JSON'),
    metadata: told.metadata,
    stream,
    revision,
    position,
  };
};

const metadataOf = (bytes: Buffer) =>
  isUtf8(bytes)
    ? readMetadata(bytes.toString('utf8'))
    : { schemaVersion: 1, metadata: new UnreadableJson('its metadata are no UTF-8') };

const jsonOf = (bytes: Buffer): unknown => {
  if (!isUtf8(bytes)) return new UnreadableJson('its data are no UTF-8');
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return new UnreadableJson('its data are no JSON');
  }
};
