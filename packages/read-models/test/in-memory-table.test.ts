import { describe, expect, test } from '@jest/globals';
import {
  readModel,
  type DomainEvent,
  type Position,
  type StoredEvent,
  type StreamName,
} from '@partner-incentives/event-sourcing';
import { InMemoryTable } from '../src/rows/in-memory-table.js';
import { instant } from './history.js';

type Tagged = DomainEvent<'Tagged', { readonly tags: ReadonlyArray<string> }>;
type Removed = DomainEvent<'Removed', Record<string, never>>;
interface Row {
  readonly account?: string;
  readonly tags: ReadonlyArray<string>;
}

const tagged = readModel<Row, Tagged | Removed>({
  name: 'tagged',
  version: 1,
  category: 'thing',
  on: {
    Tagged: (_, { data }, { metadata: { account } }) => ({
      ...(account !== undefined && { account }),
      tags: data.tags,
    }),
    Removed: () => undefined,
  },
  indexedUnder: ({ tags }) => tags,
});

const at = instant('2024-03-04');
const stored = (
  stream: string,
  event: Tagged | Removed,
  account?: string,
): StoredEvent<Tagged | Removed> => ({
  event,
  id: '00000000-0000-5000-8000-000000000000',
  stream: stream as StreamName,
  revision: 0,
  position: '0' as Position,
  schemaVersion: 1,
  metadata: {
    effectiveAt: at,
    recordedAt: at,
    commandId: 'c',
    commandHash: '',
    actor: { kind: 'user', id: 'ines' },
    ...(account !== undefined && { account }),
    correlationId: 'c',
    basis: [],
    chain: '',
  },
});
const tag = (stream: string, tags: ReadonlyArray<string>, account?: string) =>
  stored(stream, { type: 'Tagged', effectiveAt: at, data: { tags } }, account);
const remove = (stream: string) => stored(stream, { type: 'Removed', effectiveAt: at, data: {} });

const table = (...events: ReadonlyArray<StoredEvent<Tagged | Removed>>) => {
  const filled = new InMemoryTable(tagged);
  events.forEach((event) => filled.apply(event));
  return filled;
};

describe('a table in memory', () => {
  test('a row is found under what it is indexed under now, no longer under what it was', () => {
    const changed = table(tag('thing-1', ['a', 'b']), tag('thing-1', ['b', 'c']));
    const row = { tags: ['b', 'c'] };
    expect([...changed.under('a')]).toEqual([]);
    expect([...changed.under('b')]).toEqual([row]);
    expect([...changed.under('c')]).toEqual([row]);
  });

  test('asking between two changes makes no difference', () => {
    const asked = table(tag('thing-1', ['a'], 'us'));
    expect([...asked.under('a')]).toHaveLength(1);
    asked.apply(tag('thing-1', ['b'], 'them'));
    expect([...asked.under('a'), ...asked.ofAccount('us')]).toEqual([]);
    expect([...asked.under('b')]).toEqual([...asked.ofAccount('them')]);
    asked.apply(remove('thing-1'));
    expect([...asked.under('b'), ...asked.ofAccount('them')]).toEqual([]);
    asked.apply(tag('thing-1', ['b']));
    expect([...asked.under('b')]).toHaveLength(1);
  });

  test('several rows stand under one value, and of one account', () => {
    const two = table(
      tag('thing-1', ['a'], 'us'),
      tag('thing-2', ['a'], 'us'),
      tag('thing-3', ['a']),
    );
    expect([...two.under('a')]).toHaveLength(3);
    expect([...two.ofAccount('us')]).toHaveLength(2);
  });

  test('a row that is no more is nowhere', () => {
    const gone = table(tag('thing-1', ['a'], 'us'), remove('thing-1'));
    expect(gone.get('thing-1' as StreamName)).toBeUndefined();
    expect([...gone.under('a'), ...gone.ofAccount('us'), ...gone.all()]).toEqual([]);
  });
});
