// A domain small enough to see through, for these tests and the processes that they start: tallies that are counted up,
// and notes. A row counts its events and keeps a trace of their order: one lost, doubled or swapped leaves another row.
import { randomUUID } from 'node:crypto';
import { eventCodec, readModel, streamName } from '@partner-incentives/event-sourcing';
import * as t from 'io-ts';

export const codec = eventCodec({
  Counted: { version: 1, codec: t.strict({ by: t.number }) },
  Viewed: { version: 1, codec: t.strict({ pad: t.string }) },
  Noted: { version: 1, codec: t.strict({ text: t.string }) },
});

export const categories = ['tally', 'note'];

const none = { events: 0, sum: 0, trace: 0 };
const fold = (row, by, revision) => ({
  events: row.events + 1,
  sum: row.sum + by,
  trace: (row.trace * 31 + revision) % 2_147_483_647,
});

const viewed = { because: 'nobody is shown who looked' };

/** Version 2 is told from version 1 by each of its rows. */
export const tallies = (version = 1) =>
  readModel({
    name: 'tallies',
    version,
    category: 'tally',
    on: {
      Counted: (row = none, { data }, { revision }) => ({
        ...fold(row, data.by, revision),
        version,
      }),
      Viewed: viewed,
    },
    indexedUnder: ({ sum }) => [`sum ${String(sum % 10)}`],
  });

export const models = [
  tallies(),
  readModel({
    name: 'views',
    version: 1,
    category: 'tally',
    on: {
      Counted: { because: 'it is in the tallies' },
      Viewed: (row = none, { data }, { revision }) => fold(row, data.pad.length, revision),
    },
  }),
  readModel({
    name: 'notes',
    version: 1,
    category: 'note',
    on: { Noted: (row = none, { data }, { revision }) => fold(row, data.text.length, revision) },
  }),
];

const at = '2024-03-01T00:00:00.000Z';

const event = (type, data) => {
  const id = randomUUID();
  return {
    id,
    type,
    schemaVersion: 1,
    data,
    metadata: {
      effectiveAt: at,
      recordedAt: at,
      commandId: id,
      commandHash: 'hash',
      actor: { kind: 'user', id: 'ines' },
      account: 'account-1',
      correlationId: id,
      basis: [],
      chain: 'chain',
    },
  };
};

export const counted = (by = 1) => event('Counted', { by });
export const padded = (bytes) => event('Viewed', { pad: 'x'.repeat(bytes) });

/** The n-th event of a mixture, and where it goes: to one of so many streams. */
export const mixed = (n, streams) => {
  const stream = `s${String((n * 7) % streams)}`;
  if (n % 5 === 3) return [streamName('tally', stream), padded(n % 100)];
  if (n % 5 === 4) return [streamName('note', stream), event('Noted', { text: `note ${n}` })];
  return [streamName('tally', stream), counted(n % 9)];
};

/** Several events for one stream, as `append` takes them. */
export const several = (n, streams, length) => {
  const alike = Array.from({ length }, (_, later) => mixed(n + later * 5 * streams, streams));
  return [alike[0][0], ...alike.map(([, one]) => one)];
};
