import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { InMemoryRows } from '../src/rows/in-memory-rows.js';
import { asked, microsoft, rowsOf } from './ask.js';
import { complete, contoso } from './contoso.js';
import { stored } from './history.js';
import { everyAnswer } from './every-answer.js';
import { twoAccounts } from './two-accounts.js';

const viewers = ['gina', 'ines', 'ulf', 'ivan', microsoft];
const now = '2024-03-06';

const answers = (rows: InMemoryRows): string =>
  JSON.stringify(viewers.map((viewer) => everyAnswer(rows, asked(viewer, now))));

describe('rows', () => {
  test('every table finds its rows by stream, by account and by what they are indexed under', () => {
    const { accounts, locations, enrollments, eligibility, programs } = rowsOf([
      ...contoso,
      ...complete,
    ]);
    const size = (rows: Iterable<unknown>): number => [...rows].length;
    expect(
      [accounts, locations, programs, eligibility, enrollments].map((t) => size(t.all())),
    ).toEqual([1, 2, 4, 1, 1]);
    expect(size(locations.ofAccount('Contoso'))).toBe(2);
    expect(size(locations.ofAccount('Fabrikam'))).toBe(0);
    expect(size(programs.ofAccount('Contoso'))).toBe(0);
    expect(size(accounts.under('ines'))).toBe(1);
    expect(size(accounts.under('stranger'))).toBe(0);
  });

  test('law: reading in between changes nothing, replay equals incremental (scenario 42)', () => {
    const incremental = new InMemoryRows();
    const events = stored([...contoso, ...complete]);
    for (const event of events) {
      incremental.apply(event);
      answers(incremental);
    }
    expect(answers(incremental)).toBe(answers(rowsOf([...contoso, ...complete])));
  });

  test('law: the order between streams does not matter (§3.5)', () => {
    fc.assert(
      fc.property(twoAccounts, fc.infiniteStream(fc.nat()), ({ ours, theirs }, picks) => {
        const history = stored([...ours, ...theirs]);
        const shuffled = interleaved(history, picks);
        const rows = new InMemoryRows();
        shuffled.forEach((event) => rows.apply(event));
        const straight = new InMemoryRows();
        history.forEach((event) => straight.apply(event));
        expect(answers(rows)).toBe(answers(straight));
      }),
      { numRuns: 100 },
    );
  });

  test('events of streams that no model folds are passed over', () => {
    const rows = rowsOf([
      ...contoso,
      {
        stream: 'tenant-contoso.com',
        at: '2023-07-01',
        type: 'TenantAssociated',
        data: { tenantId: 'contoso.com', pga: 'Contoso', by: 'gina' },
        account: 'Contoso',
      },
    ]);
    expect(answers(rows)).toBe(answers(rowsOf(contoso)));
  });
});

/** Another order between streams; within each the same. */
const interleaved = <Event extends { readonly stream: string }>(
  events: ReadonlyArray<Event>,
  picks: Iterator<number>,
): ReadonlyArray<Event> => {
  const streams = [...new Set(events.map(({ stream }) => stream))];
  const queues = streams.map((name) => events.filter(({ stream }) => stream === name));
  const result: Array<Event> = [];
  while (queues.length > 0) {
    const index = (picks.next().value ?? 0) % queues.length;
    const next = queues[index]?.shift();
    if (next === undefined) queues.splice(index, 1);
    else result.push(next);
  }
  return result;
};
