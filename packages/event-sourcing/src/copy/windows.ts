import { appendLimits } from '../event-store.js';
import type { RecordedEvent } from '../envelope.js';
import { jsonBound } from '../json-value.js';

/** One or more events. */
export type Events = readonly [RecordedEvent, ...RecordedEvent[]];

const windowLimits = { events: 1_000, bytes: 16 * 1024 * 1024 };

/** What is held in memory at a time: so many events of the store, in their order, or so many bytes. */
export async function* inWindows(events: AsyncIterable<RecordedEvent>): AsyncGenerator<Events> {
  const filling = filled(windowLimits, () => true);
  for await (const event of events) {
    const full = filling.add(event);
    if (full !== undefined) yield full;
  }
  const rest = filling.rest();
  if (rest !== undefined) yield rest;
}

/**
 * What may be written at the same time as the others. One at a time: everything, so that the target keeps the order of
 * the whole source. Several: each stream by itself.
 */
export const lanesOf = (window: Events, concurrency: number): ReadonlyArray<Events> =>
  concurrency === 1 ? [window] : byStream(window);

export const byStream = (events: Events): ReadonlyArray<Events> => {
  const streams = new Map<string, [RecordedEvent, ...RecordedEvent[]]>();
  for (const event of events) {
    const stream = streams.get(event.stream);
    if (stream === undefined) streams.set(event.stream, [event]);
    else stream.push(event);
  }
  return [...streams.values()];
};

/** Appends that write these events in this order: each of one stream, and within what an append may hold. */
export const appendsOf = (events: Events): ReadonlyArray<Events> => {
  const limits = { events: appendLimits.events, bytes: appendLimits.appendBytes };
  const filling = filled(limits, (last, next) => last.stream === next.stream);
  const full = events.flatMap((event) => {
    const append = filling.add(event);
    return append === undefined ? [] : [append];
  });
  const rest = filling.rest();
  return rest === undefined ? full : [...full, rest];
};

/** Takes events in; hands out those before as soon as the next does not fit them. */
const filled = (
  limits: { readonly events: number; readonly bytes: number },
  fits: (last: RecordedEvent, next: RecordedEvent) => boolean,
) => {
  let held: [RecordedEvent, ...RecordedEvent[]] | undefined;
  let bytes = 0;
  return {
    add: (event: RecordedEvent): Events | undefined => {
      const size = jsonBound(event.data) + jsonBound(event.metadata);
      const last = held?.at(-1);
      const hasRoom =
        held !== undefined && held.length < limits.events && bytes + size <= limits.bytes;
      if (held !== undefined && last !== undefined && hasRoom && fits(last, event)) {
        held.push(event);
        bytes += size;
        return undefined;
      }
      const full = held;
      held = [event];
      bytes = size;
      return full;
    },
    rest: (): Events | undefined => held,
  };
};
