import {
  type Position,
  type RecordedEvent,
  type StreamName,
  UnreadableJson,
} from '@partner-incentives/event-sourcing';
import type { StoredRow } from './event-log.js';
import { positionAt } from './position.js';

export const recordedEvent = (row: StoredRow): RecordedEvent => ({
  id: row.id,
  stream: row.stream as StreamName,
  revision: row.revision,
  position: positionAt(row.position),
  type: row.type,
  schemaVersion: row.schema_version,
  data: parsed(row.data),
  metadata: parsed(row.metadata),
});

/** The same, with its JSON as text until it is asked for: while it waits, it takes a third of the memory. */
export const unparsedEvent = (row: StoredRow): RecordedEvent => new UnparsedEvent(row);

class UnparsedEvent implements RecordedEvent {
  readonly id: string;
  readonly stream: StreamName;
  readonly revision: number;
  readonly position: Position;
  readonly type: string;
  readonly schemaVersion: number;
  private readonly dataText: string;
  private readonly metadataText: string;

  constructor(row: StoredRow) {
    this.id = row.id;
    this.stream = row.stream as StreamName;
    this.revision = row.revision;
    this.position = positionAt(row.position);
    this.type = row.type;
    this.schemaVersion = row.schema_version;
    this.dataText = row.data;
    this.metadataText = row.metadata;
  }

  get data(): unknown {
    return parsed(this.dataText);
  }

  get metadata(): unknown {
    return parsed(this.metadataText);
  }
}

const parsed = (json: string): unknown => {
  try {
    return JSON.parse(json);
  } catch {
    return new UnreadableJson(`${json.length} characters that are no JSON`);
  }
};
