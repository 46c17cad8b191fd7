import type { NewEvent } from './envelope.js';
import { appendLimits, type TooLarge } from './event-store.js';
import { jsonBound, refuseNotJson } from './json-value.js';

/**
 * What every store asks before it sends: do the events fit? Data or metadata that JSON cannot hold throw `NotJson`.
 * A cheap upper bound settles nearly every append; only what might be too large is written out and weighed.
 */
export const checkLimits = (
  events: ReadonlyArray<NewEvent>,
  boundOf: (value: unknown) => number = jsonBound,
): TooLarge | undefined => {
  if (events.length > appendLimits.events) return tooLarge('events', events.length);
  let total = 0;
  let largest = 0;
  for (const event of events) {
    const bytes = boundOf(event.data) + boundOf(event.metadata);
    if (Number.isNaN(bytes)) {
      refuseNotJson(event.data, 'data');
      refuseNotJson(event.metadata, 'metadata');
    }
    total += bytes;
    largest = Math.max(largest, bytes);
  }
  const fits = largest <= appendLimits.eventBytes && total <= appendLimits.appendBytes;
  return fits ? undefined : weigh(events);
};

const weigh = (events: ReadonlyArray<NewEvent>): TooLarge | undefined => {
  const sizes = events.map(({ data, metadata }) => jsonBytes(data) + jsonBytes(metadata));
  const largest = sizes.find((bytes) => bytes > appendLimits.eventBytes);
  if (largest !== undefined) return tooLarge('eventBytes', largest);
  const total = sizes.reduce((sum, bytes) => sum + bytes, 0);
  return total > appendLimits.appendBytes ? tooLarge('appendBytes', total) : undefined;
};

const jsonBytes = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

const tooLarge = (what: TooLarge['what'], actual: number): TooLarge => ({
  _tag: 'TooLarge',
  what,
  limit: appendLimits[what],
  actual,
});
