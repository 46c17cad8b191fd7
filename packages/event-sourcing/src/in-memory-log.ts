import type { NewEvent, Position, RecordedEvent } from './envelope.js';
import type { StreamName } from './stream-name.js';

/** The events of an in-memory store, apart from the handles that are opened on it. */
export interface InMemoryLog {
  /** Everything recorded, in order. */
  readonly events: ReadonlyArray<RecordedEvent>;
  readonly stream: (name: StreamName) => ReadonlyArray<RecordedEvent>;
  /** Writes without asking; where the last event stands. What is right to write is the store's business. */
  readonly record: (
    stream: StreamName,
    events: ReadonlyArray<NewEvent>,
  ) => Pick<RecordedEvent, 'revision' | 'position'>;
  /** How many events stand at or before a position. */
  readonly countUpTo: (position: Position) => number;
  /** Calls back after each append, until the returned function is called. */
  readonly watch: (onRecorded: () => void) => () => void;
}

export const inMemoryLog = (): InMemoryLog => {
  const events: RecordedEvent[] = [];
  const streams = new Map<StreamName, RecordedEvent[]>();
  const watchers = new Set<() => void>();
  return {
    events,
    stream: (name) => streams.get(name) ?? none,
    record: (name, added) => {
      const stream = streams.get(name) ?? [];
      if (stream.length === 0) streams.set(name, stream);
      for (const { id, type, schemaVersion, data, metadata } of added) {
        const revision = stream.length;
        const position = positionAt(events.length);
        const event = { id, type, schemaVersion, data, metadata, stream: name, revision, position };
        stream.push(Object.freeze(event));
        events.push(event);
      }
      for (const wake of watchers) wake();
      return { revision: stream.length - 1, position: positionAt(events.length - 1) };
    },
    countUpTo: (position) => {
      const index = Number(position) - first;
      if (!Number.isInteger(index)) throw new RangeError(`No position of this store: ${position}`);
      return index + 1;
    },
    watch: (onRecorded) => {
      watchers.add(onRecorded);
      return () => watchers.delete(onRecorded);
    },
  };
};

const none: ReadonlyArray<RecordedEvent> = [];

// Counting from 10^9 makes every number ten digits long, so that text order is number order, without padding.
const first = 1_000_000_000;
const positionAt = (index: number): Position => String(first + index) as Position;
