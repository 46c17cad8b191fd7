import { categories, eventSchemas, type Event } from '@partner-incentives/domain';
import {
  decodeMetadata,
  decodeRefusal,
  decodeStored,
  eventCodec,
  parseStreamName,
  type EventStore,
  type Instant,
  type Metadata,
  type Position,
  type RecordedEvent,
  type StoredEvent,
} from '@partner-incentives/event-sourcing';
import * as E from 'fp-ts/lib/Either.js';
import type { Consequences, Outcome } from './check.js';
import { comparable, type ComparableEvent } from './recorded.js';

/** What one line of a journal left in the store. */
export interface Trace {
  readonly own: Array<StoredEvent<Event>>;
  readonly consequences: Array<StoredEvent<Event>>;
  rejection?: { readonly _tag: string };
  /** Positions of the first and the last event it led to. */
  readonly first: Position;
  last: Position;
}

/** The store's history, by the command each event goes back to. Takes in what was recorded since, when asked. */
export interface Traces {
  catchUp(): Promise<void>;
  of(commandId: string): Trace | undefined;
  /** By the writers' clocks. */
  readonly lastRecordedAt: Instant | undefined;
  /** Of the newest event taken in. */
  readonly last: Position | undefined;
}

export const tracesIn = (store: Pick<EventStore, 'readAll'>): Traces => {
  const codec = eventCodec(eventSchemas);
  const byRoot = new Map<string, Trace>();
  let seen: Position | undefined;
  let lastRecordedAt: Instant | undefined;

  const traceOf = ({ correlationId }: Metadata, { position }: RecordedEvent): Trace => {
    const trace = byRoot.get(correlationId) ?? {
      own: [],
      consequences: [],
      first: position,
      last: position,
    };
    byRoot.set(correlationId, trace);
    trace.last = position;
    return trace;
  };

  const take = (recorded: RecordedEvent): void => {
    const metadata = decodeMetadata(recorded.metadata);
    const category = parseStreamName(recorded.stream)?.category ?? '';
    if (E.isLeft(metadata) || !ours.has(category)) return;
    const { recordedAt, commandId, correlationId } = metadata.right;
    if (lastRecordedAt === undefined || recordedAt > lastRecordedAt) lastRecordedAt = recordedAt;
    if (category === 'refusal') {
      const refusal = decodeRefusal(recorded);
      if (refusal !== undefined) traceOf(metadata.right, recorded).rejection = refusal.rejection;
      return;
    }
    const decoded = decodeStored(codec, recorded);
    if (E.isLeft(decoded)) return;
    const trace = traceOf(metadata.right, recorded);
    (commandId === correlationId ? trace.own : trace.consequences).push(decoded.right);
  };

  return {
    catchUp: async () => {
      for await (const recorded of store.readAll(seen === undefined ? {} : { from: seen })) {
        take(recorded);
        seen = recorded.position;
      }
    },
    of: (commandId) => byRoot.get(commandId),
    get lastRecordedAt() {
      return lastRecordedAt;
    },
    get last() {
      return seen;
    },
  };
};

const ours: ReadonlySet<string> = new Set([...categories, 'refusal']);

export const outcomeOf = (trace: Trace | undefined): Outcome =>
  trace?.rejection === undefined
    ? { kind: 'recorded', events: (trace?.own ?? []).map(comparable) }
    : { kind: 'refused', rejection: trace.rejection };

/** Those recorded after a position; all of them where none is given. */
export const consequencesOf = (
  trace: Trace | undefined,
  after: Position | undefined,
): Consequences => {
  const byStream = new Map<string, Array<ComparableEvent>>();
  for (const event of trace?.consequences ?? []) {
    if (after !== undefined && event.position <= after) continue;
    const events = byStream.get(event.stream) ?? [];
    events.push(comparable(event));
    byStream.set(event.stream, events);
  }
  return byStream;
};
