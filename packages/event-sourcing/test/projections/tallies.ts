import * as t from 'io-ts';
import {
  eventCodec,
  inMemoryLog,
  readModel,
  isStreamId,
  streamName,
  type EventsOf,
  type InMemoryLog,
  type Instant,
  type NewEvent,
  type StreamName,
} from '../../src/index.js';

// A domain small enough to see through: tallies that are counted up, and notes that concern no tally.

const schemas = {
  Counted: { version: 1, codec: t.strict({ by: t.number }) },
  Labelled: { version: 1, codec: t.strict({ label: t.string }) },
  Viewed: { version: 1, codec: t.strict({ who: t.string }) },
  Noted: { version: 1, codec: t.strict({ text: t.string }) },
};
export type Event = EventsOf<typeof schemas>;
export const codec = eventCodec(schemas);

/** What later code may read: data that was broken for the code before. */
export const lenientCodec = eventCodec({
  ...schemas,
  Counted: { version: 1, codec: t.strict({ by: t.union([t.number, t.null]) }) },
});

/** All categories of ours, those of the model and others. */
export const categories = ['tally', 'note'];

export interface Tally {
  readonly total: number;
  /** Every step, so that a row says in which order it was folded and whether anything came twice. */
  readonly steps: ReadonlyArray<number>;
  readonly label?: string;
  readonly pad?: string;
}

const empty: Tally = { total: 0, steps: [] };

type TallyEvent = Extract<Event, { readonly type: 'Counted' | 'Labelled' | 'Viewed' }>;

/** What becomes of an event that counts by a negative number: the bug that is repaired later. */
export type Bug = 'none' | 'throws' | 'hangs' | 'huge' | 'refused';

export const tallies = (bug: Bug = 'none', version = 1) =>
  readModel<Tally, TallyEvent>({
    name: 'tallies',
    version,
    category: 'tally',
    on: {
      Counted: (row = empty, { data: { by } }, { revision }) => {
        const next = { ...row, total: row.total + by, steps: [...row.steps, revision] };
        return by < 0 ? spoilt(next, bug) : next;
      },
      Labelled: (row = empty, { data: { label } }) => ({ ...row, label }),
      Viewed: { because: 'nobody is shown who looked' },
    },
    indexedUnder: ({ label }) => (label === undefined ? [] : [label]),
  });

const spoilt = (row: Tally, bug: Bug): Tally => {
  switch (bug) {
    case 'none':
      return row;
    case 'throws':
      throw new TypeError(`cannot count by a negative number, total ${String(row.total)}`);
    case 'hangs':
      for (;;);
    case 'huge':
      return { ...row, pad: 'x'.repeat(100_000) };
    case 'refused':
      return { ...row, label: 'refuse this' };
  }
};

export const tallyOf = (name: string): StreamName => nameOf('tally', name);
export const nameOf = (category: string, name: string): StreamName => {
  if (!isStreamId(name)) throw new TypeError(name);
  return streamName(category, name);
};

let ids = 0;

/** An event as our writers record it. */
export const event = (type: string, data: unknown, more: Partial<NewEvent> = {}): NewEvent => {
  ids += 1;
  const id = `00000000-0000-4000-8000-${String(ids).padStart(12, '0')}`;
  return { id, type, schemaVersion: 1, data, metadata: metadata(id), ...more };
};

export const counted = (by: number): NewEvent => event('Counted', { by });

const at = '2024-03-01T00:00:00.000Z' as Instant;
export const metadata = (commandId: string, account = 'account-1') => ({
  effectiveAt: at,
  recordedAt: at,
  commandId,
  commandHash: 'hash',
  actor: { kind: 'user', id: 'ines' },
  account,
  correlationId: commandId,
  basis: [],
  chain: 'chain',
});

/** A log of tallies, `keys` of them, each event counting by one; every fifth event is none that they fold. */
export const logOf = (events: number, keys: number): InMemoryLog => {
  const log = inMemoryLog();
  for (let n = 0; n < events; n += 1) record(log, n, keys);
  return log;
};

export const record = (log: InMemoryLog, n: number, keys: number): void => {
  const key = `k${String(n % keys)}`;
  if (n % 5 !== 4) log.record(tallyOf(key), [counted(1)]);
  else if (n % 2 === 0) log.record(tallyOf(key), [event('Viewed', { who: 'ines' })]);
  else log.record(nameOf('note', key), [event('Noted', { text: 'hello' })]);
};
