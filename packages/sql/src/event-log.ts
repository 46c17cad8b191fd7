import {
  type RecordedEvent,
  type StreamName,
  UnreadableJson,
} from '@partner-incentives/event-sourcing';
import type { Connection } from './connection.js';
import type { EventLogTables } from './event-log-schema.js';
import { positionAt } from './position.js';
import { prepare, typedSql } from './typed-sql.js';

/** An event as text, ready to be written, now or again: the same bytes each time. */
export interface EventRow {
  readonly id: string;
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: string;
  readonly metadata: string;
}

export type EventLog = ReturnType<typeof eventLog>;

/** What a recorded event is read from. */
export const storedColumns = [
  'position',
  'stream',
  'revision',
  'id',
  'type',
  'schema_version',
  'data',
  'metadata',
] as const;

const db = typedSql<EventLogTables>();
const page = { from: 'integer', to: 'integer', limit: 'integer' } as const;

/** The statements on the table of events, each compiled once. */
export const eventLog = (connection: Connection) => {
  const insert = prepare(
    connection,
    {
      position: 'integer',
      stream: 'text',
      revision: 'integer',
      id: 'text',
      type: 'text',
      schemaVersion: 'integer',
      data: 'text',
      metadata: 'text',
    },
    ({ schemaVersion, ...hole }) =>
      db.insertInto('events').values({ ...hole, schema_version: schemaVersion }),
  );
  const head = prepare(connection, {}, () =>
    db.selectFrom('events').select(({ fn }) => fn.max('position').as('position')),
  );
  const headOf = prepare(connection, { stream: 'text' }, (hole) =>
    db
      .selectFrom('events')
      .select(({ fn }) => fn.max('revision').as('revision'))
      .where('stream', '=', hole.stream),
  );
  const slots = prepare(connection, { stream: 'text', ...page }, (hole) =>
    db
      .selectFrom('events')
      .select(['id', 'revision', 'position'])
      .where('stream', '=', hole.stream)
      .where('revision', '>=', hole.from)
      .where('revision', '<=', hole.to)
      .orderBy('revision')
      .limit(hole.limit),
  );
  const ofStream = (order: 'asc' | 'desc') =>
    prepare(connection, { stream: 'text', ...page }, (hole) =>
      db
        .selectFrom('events')
        .select(storedColumns)
        .where('stream', '=', hole.stream)
        .where('revision', '>=', hole.from)
        .where('revision', '<=', hole.to)
        .orderBy('revision', order)
        .limit(hole.limit),
    );
  return {
    insert: insert.run,
    /** The number of the last event; 0 while there is none. */
    head: (): number => head.all({})[0]?.position ?? 0,
    /** The revision of a stream's last event; -1 while there is none. */
    headOf: (stream: StreamName): number => headOf.all({ stream })[0]?.revision ?? -1,
    /** Which events stand at these revisions. */
    slots: slots.all,
    forwards: ofStream('asc').all,
    backwards: ofStream('desc').all,
  };
};

/** What a page of events is made of. */
export type StoredRow = ReturnType<EventLog['forwards']>[number];

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

const parsed = (json: string): unknown => {
  try {
    return JSON.parse(json);
  } catch {
    return new UnreadableJson(`${json.length} characters that are no JSON`);
  }
};
