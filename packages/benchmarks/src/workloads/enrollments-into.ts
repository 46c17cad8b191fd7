import { streamName, type EventStore, type StreamId } from '@partner-incentives/event-sourcing';
import type { Append } from './concurrent-writers.js';

export const enrollmentStream = (location: number) =>
  streamName('enrollment', 'indirect-reseller' as StreamId, `location-${location}` as StreamId);

/** Appends enrollments to a store of ours. */
export const enrollmentsInto =
  (store: EventStore): Append =>
  async (location, revision, events) => {
    const appended = await store.append(enrollmentStream(location), revision - 1, events)();
    if (appended._tag === 'Left') throw new Error(`refused: ${appended.left._tag}`);
  };
