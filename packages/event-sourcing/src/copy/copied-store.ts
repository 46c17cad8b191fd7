import type { Position, RecordedEvent } from '../envelope.js';
import { StoreUnavailableError, type EventStore } from '../event-store.js';
import type { StreamName } from '../stream-name.js';
import type { Side } from './copy-stopped.js';
import { patiently, waitFor, type BackOff } from './patience.js';

/** One side of a copy, read with patience: a reading that breaks off goes on where it was. */
export interface CopiedStore {
  readonly side: Side;
  /** Our events after a position, in the order of the store, as far as they go now. */
  after(position: Position | undefined): AsyncIterable<RecordedEvent>;
  /** Those of one stream, both ends included. */
  range(stream: StreamName, first: number, last: number): Promise<ReadonlyArray<RecordedEvent>>;
}

export const copiedStore = (
  side: Side,
  store: Pick<EventStore, 'read' | 'readAll'>,
  categories: ReadonlyArray<string>,
  backOff: BackOff,
): CopiedStore => ({
  side,
  after: async function* (position) {
    let from = position;
    for (let attempt = 1; ; attempt += 1) {
      try {
        const options = { ...(from !== undefined && { from }), filter: { categories } };
        for await (const event of store.readAll(options)) {
          from = event.position;
          attempt = 0;
          yield event;
        }
        return;
      } catch (error) {
        if (!(error instanceof StoreUnavailableError)) throw error;
        await waitFor(side, error.reason, attempt, backOff);
      }
    }
  },
  range: (stream, from, to) =>
    patiently(side, () => collected(store.read(stream, { from, to })), backOff),
});

const collected = async (
  events: AsyncIterable<RecordedEvent>,
): Promise<ReadonlyArray<RecordedEvent>> => {
  const all: Array<RecordedEvent> = [];
  for await (const event of events) all.push(event);
  return all;
};
