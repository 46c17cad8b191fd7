import type { EventStore, RecordedEvent } from '@partner-incentives/event-sourcing';

/** One event, and where it stands: in one history and in no other, as good as certainly. */
export interface Landmark extends Pick<RecordedEvent, 'stream' | 'revision' | 'id' | 'position'> {
  readonly recordedAt?: string;
}

/** The events of a store, and how far they were seen. */
export interface SeenHistory {
  /** As it was, but that what is read through it counts as seen. */
  readonly store: EventStore;
  /** The last event seen, or the first where none was; nothing while the store is empty. */
  last(): Promise<Landmark | undefined>;
  holds(landmark: Landmark): Promise<boolean>;
  isEmpty(): Promise<boolean>;
}

export const seenHistory = (store: EventStore): SeenHistory => {
  let last: RecordedEvent | undefined;
  const seen = async function* (events: AsyncIterable<RecordedEvent>) {
    for await (const event of events) {
      if (last === undefined || event.position > last.position) last = event;
      yield event;
    }
  };
  return {
    store: { ...store, readAll: (options) => seen(store.readAll(options)) },
    last: async () => {
      last ??= await firstOf(store.readAll({ limit: 1 }));
      return last && landmarkOf(last);
    },
    holds: async (landmark) => {
      const { stream, revision } = landmark;
      const there = await firstOf(store.read(stream, { from: revision, to: revision }));
      return there !== undefined && isSame(landmarkOf(there), landmark);
    },
    isEmpty: async () => (await firstOf(store.readAll({ limit: 1 }))) === undefined,
  };
};

const landmarkOf = ({ stream, revision, id, position, metadata }: RecordedEvent): Landmark => {
  const { recordedAt } = Object(metadata) as { readonly recordedAt?: unknown };
  const place = { stream, revision, id, position };
  return typeof recordedAt === 'string' ? { ...place, recordedAt } : place;
};

/** A history that is played again has the same ids: only together do these tell one from the other. */
const isSame = (one: Landmark, other: Landmark): boolean =>
  one.stream === other.stream &&
  one.revision === other.revision &&
  one.id === other.id &&
  one.position === other.position &&
  one.recordedAt === other.recordedAt;

const firstOf = async (
  events: AsyncIterable<RecordedEvent>,
): Promise<RecordedEvent | undefined> => {
  for await (const event of events) return event;
  return undefined;
};
