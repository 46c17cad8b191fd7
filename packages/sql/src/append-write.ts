import {
  type AppendError,
  type Appended,
  type ExpectedRevision,
  type NewEvent,
  NoStream,
  type StreamName,
} from '@partner-incentives/event-sourcing';
import * as E from 'fp-ts/lib/Either.js';
import type { EventLog, EventRow } from './event-log.js';
import { positionAt } from './position.js';
import type { StreamHead, StreamHeads } from './stream-heads.js';
import type { Write } from './write.js';

export type AppendAnswer = E.Either<AppendError, Appended>;

/** An append as text: whatever the caller does to its objects afterwards, every attempt writes the same. */
export interface PreparedAppend {
  readonly stream: StreamName;
  readonly expected: ExpectedRevision;
  readonly rows: ReadonlyArray<EventRow>;
}

export const prepareAppend = (
  stream: StreamName,
  expected: ExpectedRevision,
  events: ReadonlyArray<NewEvent>,
): PreparedAppend => ({
  stream,
  expected,
  rows: events.map(({ id, type, schemaVersion, data, metadata }) => ({
    id,
    type,
    schemaVersion,
    data: JSON.stringify(data),
    metadata: JSON.stringify(metadata),
  })),
});

/** One append among the others of its transaction, with its own revision check. `again` makes its next attempt. */
export class AppendWrite implements Write<AppendAnswer> {
  readonly size: number;
  readonly statements: number;

  constructor(
    private readonly log: EventLog,
    private readonly heads: StreamHeads,
    private readonly append: PreparedAppend,
    private readonly again: () => Promise<AppendAnswer>,
  ) {
    this.size = append.rows.reduce(
      (sum, { data, metadata }) => sum + data.length + metadata.length,
      0,
    );
    this.statements = append.rows.length;
  }

  apply(): AppendAnswer {
    const { log, heads, append } = this;
    const { stream, expected } = append;
    const head = expected === NoStream ? heads.findOrNumber(stream) : heads.find(stream);
    return head?.revision === expected
      ? E.right(record(log, heads, append, head))
      : repeated(log, append, head);
  }

  unavailable(reason: string): AppendAnswer {
    return E.left({ _tag: 'StoreUnavailable', reason });
  }

  unknown(reason: string): AppendAnswer {
    return E.left({ _tag: 'OutcomeUnknown', reason, retry: this.again });
  }
}

const record = (
  log: EventLog,
  heads: StreamHeads,
  { stream, expected, rows }: PreparedAppend,
  head: StreamHead,
): Appended => {
  const { number, category } = head;
  let revision = expected;
  let position = heads.lastPosition();
  for (const { id, type, schemaVersion, data, metadata } of rows) {
    revision++;
    position++;
    log.newEvent({
      position,
      stream: number,
      category,
      revision,
      id,
      type,
      schemaVersion,
      data,
      metadata,
    });
  }
  heads.moved(stream, head, revision, position);
  return { revision, position: positionAt(position) };
};

/** Where exactly these events follow the expected revision, they were written before. */
const repeated = (
  log: EventLog,
  { stream, expected, rows }: PreparedAppend,
  head: StreamHead | undefined,
): AppendAnswer => {
  const [from, to] = [expected + 1, expected + rows.length];
  const slots = head ? log.slots({ stream: head.number, from, to, limit: rows.length }) : [];
  const last = slots.at(-1);
  if (last !== undefined && rows.every(({ id }, at) => slots[at]?.id === id)) {
    return E.right({ revision: last.revision });
  }
  const actual = head?.revision ?? NoStream;
  return E.left({ _tag: 'RevisionConflict', stream, expected, actual });
};
