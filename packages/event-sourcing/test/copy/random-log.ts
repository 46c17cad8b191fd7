import { uuidV5 } from '../../src/codec/index.js';
import type { NewEvent } from '../../src/envelope.js';
import { inMemoryLog, type InMemoryLog } from '../../src/in-memory-log.js';
import type { StreamName } from '../../src/stream-name.js';
import fc from 'fast-check';

export const categories = ['order', 'customer'];

/** One append: so many events to a stream, ours or somebody else's. */
export interface Written {
  readonly stream: string;
  readonly events: number;
}

const streams = ['order-1', 'order-2', 'order-1_2', 'customer-1', 'stranger-1', 'ordering-1'];

/** Appends as a store took them: of many streams in turn, some large, some of others. */
export const anyLog = (most = 30): fc.Arbitrary<ReadonlyArray<Written>> =>
  fc.array(
    fc.record({ stream: fc.constantFrom(...streams), events: fc.integer({ min: 1, max: 4 }) }),
    { maxLength: most },
  );

/** A log that holds these; the same appends make the same events. */
export const logOf = (appends: ReadonlyArray<Written>): InMemoryLog => {
  const log = inMemoryLog();
  for (const { stream, events } of appends) {
    const name = stream as StreamName;
    const next = log.stream(name).length;
    log.record(
      name,
      Array.from({ length: events }, (_, index) => eventAt(name, next + index)),
    );
  }
  return log;
};

export const eventAt = (stream: string, revision: number): NewEvent => ({
  id: uuidV5(stream, String(revision)),
  type: `Noted${String(revision % 3)}`,
  schemaVersion: 1 + (revision % 2),
  data: { z: [revision, null, { '10': 'ä', a: -0 }], a: `${stream} \u2028 ${String(revision)}` },
  metadata: { recordedAt: '2024-01-01T00:00:00.000Z', commandId: stream, theirs: { b: 1, a: [] } },
});

/** Everything of ours in a log but the positions, in the order of the store. */
export const oursIn = ({ events }: InMemoryLog): ReadonlyArray<string> =>
  events
    .filter(({ stream }) => /^(?:order|customer)-/.test(stream))
    .map(({ position: _position, ...event }) => JSON.stringify(event));

/** The same by stream: what must be the same in any copy. */
export const streamsIn = (log: InMemoryLog): ReadonlyArray<string> => oursIn(log).toSorted();
