import { Buffer, isUtf8 } from 'node:buffer';
import type { ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import { type RecordedEvent, UnreadableJson } from '@partner-incentives/event-sourcing';
import { positionAt } from './position.js';
import { readMetadata } from './stored-metadata.js';
import type { StoredNames } from './stored-names.js';

/** An event as the server holds it, decoded; where a faster decoding on the same channel would stand. */
export type StoredRecord = ReadResp.ReadEvent.RecordedEvent;

/** Our event, or `undefined` where its stream is none that this store shows. */
export const recordedEvent = (
  record: StoredRecord,
  { shown }: StoredNames,
): RecordedEvent | undefined => {
  const stream = shown(utf8(record.getStreamIdentifier()?.getStreamName_asU8() ?? nothing));
  if (stream === undefined) return undefined;
  const system = record.getMetadataMap();
  const isJson = system.get('content-type') === 'application/json';
  const { schemaVersion, metadata } = metadataOf(record.getCustomMetadata_asU8());
  return {
    id: record.getId()?.getString() ?? '',
    type: system.get('type') ?? '',
    schemaVersion,
    data: isJson ? jsonOf(record.getData_asU8()) : new UnreadableJson('its data are no JSON'),
    metadata,
    stream,
    revision: Number(record.getStreamRevision()),
    position: positionOf(record),
  };
};

export const positionOf = (record: StoredRecord) =>
  positionAt({ commit: record.getCommitPosition(), prepare: record.getPreparePosition() });

const metadataOf = (bytes: Uint8Array) =>
  isUtf8(bytes)
    ? readMetadata(utf8(bytes))
    : { schemaVersion: 1, metadata: new UnreadableJson('its metadata are no UTF-8') };

const jsonOf = (bytes: Uint8Array): unknown => {
  if (!isUtf8(bytes)) return new UnreadableJson('its data are no UTF-8');
  try {
    return JSON.parse(utf8(bytes));
  } catch {
    return new UnreadableJson('its data are no JSON');
  }
};

const nothing = new Uint8Array();

const utf8 = ({ buffer, byteOffset, byteLength }: Uint8Array): string =>
  Buffer.from(buffer, byteOffset, byteLength).toString('utf8');
