import { describe, expect, test } from '@jest/globals';
import type { DomainEvent } from '../src/decider.js';
import type { Position, StoredEvent } from '../src/envelope.js';
import type { Instant } from '../src/instant.js';
import { ignored, readModel, type Handlers } from '../src/read-model.js';
import type { StreamName } from '../src/stream-name.js';

type Opened = DomainEvent<'Opened', { readonly owner: string }>;
type Counted = DomainEvent<'Counted', { readonly by: number }>;
type Viewed = DomainEvent<'Viewed', { readonly who: string }>;
type CounterEvent = Opened | Counted | Viewed;

interface CounterRow {
  readonly owner: string;
  readonly total: number;
  readonly revision: number;
}

const counters = readModel<CounterRow, CounterEvent>({
  name: 'counters',
  version: 1,
  category: 'counter',
  on: {
    Opened: (_, { data }, { revision }) => ({ owner: data.owner, total: 0, revision }),
    Counted: (row, { data }, { revision }) =>
      row && { ...row, total: row.total + data.by, revision },
    Viewed: ignored('looking changes nothing'),
  },
  indexedUnder: ({ owner }) => [owner],
});

const at = '2024-03-04T10:00:00.000Z' as Instant;

const stored = (
  event: Omit<Opened, 'effectiveAt'> | Omit<Counted, 'effectiveAt'> | Omit<Viewed, 'effectiveAt'>,
  revision: number,
): StoredEvent<CounterEvent> => ({
  event: { ...event, effectiveAt: at },
  id: `00000000-0000-5000-8000-00000000000${revision}`,
  stream: 'counter-1' as StreamName,
  revision,
  position: `${revision}` as Position,
  schemaVersion: 1,
  metadata: {
    effectiveAt: at,
    recordedAt: at,
    commandId: 'c',
    commandHash: '',
    actor: { kind: 'user', id: 'ines' },
    correlationId: 'c',
    basis: [],
    chain: '',
  },
});

describe('a read model', () => {
  test('folds the events of one stream into its row, with everything recorded about them', () => {
    const rows = [
      stored({ type: 'Opened', data: { owner: 'ines' } }, 0),
      stored({ type: 'Counted', data: { by: 2 } }, 1),
      stored({ type: 'Counted', data: { by: 3 } }, 2),
    ].reduce<CounterRow | undefined>(counters.evolve, undefined);
    expect(rows).toEqual({ owner: 'ines', total: 5, revision: 2 });
  });

  test('leaves the row as it is at an ignored event', () => {
    const row = { owner: 'ines', total: 5, revision: 2 };
    expect(counters.evolve(row, stored({ type: 'Viewed', data: { who: 'ulf' } }, 3))).toBe(row);
  });

  test('says what it handles and what it ignores', () => {
    expect(counters.handles).toEqual(['Opened', 'Counted']);
    expect(counters.ignores).toEqual(['Viewed']);
  });

  test('says what a row can be found under', () => {
    expect(counters.indexedUnder({ owner: 'ines', total: 0, revision: 0 })).toEqual(['ines']);
    const plain = readModel<CounterRow, CounterEvent>({
      name: 'plain',
      version: 1,
      category: 'counter',
      on: { Opened: ignored(''), Counted: ignored(''), Viewed: ignored('') },
    });
    expect(plain.indexedUnder({ owner: 'ines', total: 0, revision: 0 })).toEqual([]);
  });

  // Compiling the tests is the proof: an unused expectation of an error is an error itself.
  test('does not compile with a type of event forgotten, invented, or mistaken', () => {
    // @ts-expect-error Viewed is neither handled nor ignored
    const forgotten: Handlers<CounterRow, CounterEvent> = {
      Opened: ignored(''),
      Counted: ignored(''),
    };
    const invented: Handlers<CounterRow, CounterEvent> = {
      Opened: ignored(''),
      Counted: ignored(''),
      Viewed: ignored(''),
      // @ts-expect-error no such event in the category
      Closed: ignored(''),
    };
    const mistaken: Handlers<CounterRow, CounterEvent> = {
      Opened: ignored(''),
      // @ts-expect-error what happened at Counted is not what happened at Viewed
      Counted: (row, { data }: Viewed) => row && { ...row, owner: data.who },
      Viewed: ignored(''),
    };
    expect([forgotten, invented, mistaken]).toHaveLength(3);
  });
});
