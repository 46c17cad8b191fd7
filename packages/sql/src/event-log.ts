import type { StreamName } from '@partner-incentives/event-sourcing';
import type { Connection } from './connection.js';
import type { EventLogTables } from './event-log-schema.js';
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
export const storedEvents = typedSql<EventLogTables>()
  .selectFrom('events')
  .innerJoin('streams', 'streams.stream', 'events.stream')
  .select([
    'position',
    'name as stream',
    'revision',
    'id',
    'type',
    'schema_version',
    'data',
    'metadata',
  ]);

const db = typedSql<EventLogTables>();
const range = { stream: 'integer', from: 'integer', to: 'integer', limit: 'integer' } as const;

/** The statements on streams and events, each compiled once. */
export const eventLog = (connection: Connection) => {
  const newStream = prepare(connection, { stream: 'integer', name: 'text' }, (hole) =>
    db
      .insertInto('streams')
      .values(hole)
      .onConflict((conflict) => conflict.column('name').doNothing()),
  );
  const newEvent = prepare(
    connection,
    {
      position: 'integer',
      stream: 'integer',
      category: 'text',
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
  const ends = prepare(connection, {}, () =>
    db.selectNoFrom((all) => [
      all
        .selectFrom('events')
        .select(({ fn }) => fn.max('position').as('n'))
        .as('position'),
      all
        .selectFrom('streams')
        .select(({ fn }) => fn.max('stream').as('n'))
        .as('stream'),
    ]),
  );
  const find = prepare(connection, { name: 'text' }, (hole) =>
    db
      .selectFrom('streams')
      .select((one) => [
        'stream',
        one
          .selectFrom('events')
          .select(({ fn }) => fn.max('revision').as('n'))
          .whereRef('events.stream', '=', 'streams.stream')
          .as('revision'),
      ])
      .where('name', '=', hole.name),
  );
  const slots = prepare(connection, range, (hole) =>
    db
      .selectFrom('events')
      .select(['id', 'revision', 'position'])
      .where('stream', '=', hole.stream)
      .where('revision', '>=', hole.from)
      .where('revision', '<=', hole.to)
      .orderBy('revision')
      .limit(hole.limit),
  );
  const inOrder = (order: 'asc' | 'desc') =>
    prepare(connection, range, (hole) =>
      storedEvents
        .where('events.stream', '=', hole.stream)
        .where('revision', '>=', hole.from)
        .where('revision', '<=', hole.to)
        .orderBy('revision', order)
        .limit(hole.limit),
    );
  return {
    /** How many it has written: none where the stream has a number. */
    newStream: newStream.run,
    newEvent: newEvent.run,
    /** The highest numbers given away so far; 0 while there are none. */
    ends: () => {
      const [row] = ends.all({});
      return { position: row?.position ?? 0, stream: row?.stream ?? 0 };
    },
    /** A stream's number, and the revision of its last event. */
    find: (name: StreamName) => find.all({ name })[0],
    /** Which events stand at these revisions. */
    slots: slots.all,
    forwards: inOrder('asc').all,
    backwards: inOrder('desc').all,
  };
};

/** What a page of events is made of. */
export type StoredRow = ReturnType<EventLog['forwards']>[number];
