import { randomUUID } from 'node:crypto';
import {
  type NewEvent,
  type RecordedEvent,
  type StreamId,
  streamName,
  type StreamName,
} from '@partner-incentives/event-sourcing';

export const newEvent = (parts: Partial<NewEvent> = {}): NewEvent => ({
  id: randomUUID(),
  type: 'Noted',
  schemaVersion: 1,
  data: { note: 'a note' },
  metadata: {},
  ...parts,
});

export const stream = (id: string, category = 'Thing'): StreamName =>
  streamName(category, id as StreamId);

export const idsOf = (events: ReadonlyArray<{ readonly id: string }>): ReadonlyArray<string> =>
  events.map(({ id }) => id);

export const collect = async (
  events: AsyncIterable<RecordedEvent>,
): Promise<ReadonlyArray<RecordedEvent>> => {
  const collected: RecordedEvent[] = [];
  for await (const event of events) collected.push(event);
  return collected;
};
