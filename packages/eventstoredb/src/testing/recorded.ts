import type { LogRecord } from './log/log-record.js';

/** An event as it stands in the stand-in's log. */
export interface Recorded {
  readonly stream: string;
  /** 2^63-1 for a tombstone. */
  readonly revision: bigint;
  readonly position: bigint;
  readonly id: string;
  readonly type: string;
  /** UTF-8, as it was sent. */
  readonly data: string;
  readonly metadata: string;
}

export const recordedOf = (record: LogRecord): Recorded => ({
  stream: record.stream,
  revision: record.revision,
  position: record.position,
  id: record.id,
  type: record.type,
  data: record.data.toString('utf8'),
  metadata: record.metadata.toString('utf8'),
});
