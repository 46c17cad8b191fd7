import { expect, test } from '@jest/globals';
import { inMemoryEventStore, type RecordedEvent } from '../../src/index.js';
import { BatchFold } from '../../src/projections/fold-batch.js';
import { foldSafely } from '../../src/projections/fold-safely.js';
import { KeptRows } from '../../src/projections/kept-rows.js';
import type { Poison } from '../../src/projections/poison.js';
import { RowCache } from '../../src/projections/row-cache.js';
import type { UnderDeadline } from '../../src/projections/under-deadline.js';
import { codec, logOf, tallies } from './tallies.js';

/** Folds ten events of ten keys in a process that stands still so many times: before its work, or at the end of it. */
const folded = async (standstills: number, when: 'before' | 'after') => {
  let left = standstills;
  const run: UnderDeadline = (work) => {
    const stands = left > 0;
    left -= 1;
    if (!stands || when === 'after') work();
    return stands ? 'StoodStill' : 'Ended';
  };
  let heartbeats = 0;
  const afterwards = async () => {
    heartbeats += 1;
  };
  const events: RecordedEvent[] = [];
  for await (const event of inMemoryEventStore({ log: logOf(10, 10) }).readAll())
    events.push(event);
  const clock = { now: () => '2024-03-01T00:00:00.000Z' as never };
  const rules = { model: tallies(), codec, onPoison: 'park', clock } as const;
  const known = new Map<string, Poison>();
  const fold = new BatchFold(
    rules,
    events,
    { rows: new RowCache(10, 1e6), parked: new Map() },
    known,
  );
  const kept = new KeptRows(rules.model, 1e6, fold.rows);
  const refused = await foldSafely(fold, kept, known, { run, ms: 5_000, afterwards });
  const parked = [...fold.parked.values()].map(({ cause }) => cause);
  return { refused, parked, taken: fold.taken, rows: kept.rows.length, heartbeats };
};

const whole = { refused: undefined, parked: [], taken: 10, rows: 8 };

test.each(['before', 'after'] as const)(
  'a process that stands still, %s its work, parks nobody, makes each row once, and says that it lives',
  async (when) => {
    expect(await folded(0, when)).toEqual({ ...whole, heartbeats: 0 });
    expect(await folded(3, when)).toEqual({ ...whole, heartbeats: 3 });
  },
);

test('an event at which it always stands still is one that hangs', async () => {
  expect(await folded(22, 'before')).toEqual({
    ...whole,
    parked: ['Hung'],
    rows: 7,
    heartbeats: 22,
  });
});
