import type { EventStore, RecordedEvent } from '@partner-incentives/event-sourcing';

/** The same store, which tells of every event that is read of the whole of it. */
export const countingReads = (store: EventStore, onEvent: (count: number) => void): EventStore => {
  let count = 0;
  const counted = async function* (events: AsyncIterable<RecordedEvent>) {
    for await (const event of events) {
      count += 1;
      onEvent(count);
      yield event;
    }
  };
  return { ...store, readAll: (options) => counted(store.readAll(options)) };
};
