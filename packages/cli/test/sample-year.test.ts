import { join } from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import type { JournalLine, Pattern } from '../src/journal/journal-line.js';
import { readJournal } from '../src/journal/read-journal.js';
import { inTheatre, journals, storeKinds } from './journal/playing.js';

// On a busy machine, a disk takes its time; how long says nothing here.
jest.setTimeout(120_000);

const year = readJournal(join(journals, 'contoso-year.jsonl'));

describe.each(storeKinds)('on the %s store', (kind) => {
  test('every expectation of the year holds, and playing it again records nothing', async () => {
    await inTheatre(kind, async (play) => {
      const first = await play(year);
      expect(first.failed).toEqual([]);
      expect(first.already).toBe(0);

      const second = await play(year);
      expect(second).toEqual({ ...first, already: year.filter((line) => 'id' in line).length });
    });
  });

  test('a year that grows comes to what it comes to in one go', async () => {
    await inTheatre('in-memory', async (playWhole) => {
      const whole = await playWhole(year);
      await inTheatre(kind, async (play) => {
        for (const length of [60, 61, 200]) {
          const { failed } = await play(year.slice(0, length));
          expect({ length, failed }).toEqual({ length, failed: [] });
        }
        const grown = await play(year);
        expect(grown.failed).toEqual([]);
        expect(grown.recorded).toEqual(whole.recorded);
      });
    });
  });
});

describe('the year checks by itself', () => {
  test('all eight displayed statuses', () => {
    const statuses = new Set(checkedRows('overview').map(({ status }) => status));
    expect(statuses).toEqual(
      new Set([
        'Invited',
        'ActionRequired',
        'Enrolling',
        'ValidatingEnrollment',
        'Enrolled',
        'Ineligible',
        'Inactive',
        'Discontinued',
      ]),
    );
  });

  test('RF3, RF4, RF8 and RF9, and one of them rolled late', () => {
    const rules = checkedRows('rollForward').map(({ rule }) => rule);
    expect(rules).toEqual(expect.arrayContaining(['RF3', 'RF4', 'RF8', 'RF9']));

    const late = year
      .flatMap((line) => (line.kind === 'due' ? Object.values(line.asked.then ?? {}).flat() : []))
      .filter((event) => typeof event === 'object')
      .filter(({ type }) => type === 'FiscalYearRolledForward')
      .filter(({ effectiveAt, recordedAt }) => isEarlier(effectiveAt, recordedAt));
    expect(late).not.toEqual([]);
  });
});

test('the year has two partners, six programmes, eight locations, and ends in a table one can read', () => {
  const types = year.flatMap((line) => (line.kind === 'command' ? [line.asked.command.type] : []));
  const count = (type: string): number => types.filter((one) => one === type).length;
  expect(count('RegisterAccount')).toBe(2);
  expect(count('DefineProgram')).toBe(6);
  expect(count('RegisterLocation')).toBe(8);

  const last = viewLines('overview').slice(-2);
  expect(last.map(({ asked }) => asked.viewer)).toEqual(['priya', 'soren']);
  const rows = last.flatMap(({ asked }) => asked.expect ?? []);
  expect(rows.length).toBeGreaterThanOrEqual(20);
  expect(rows.length).toBeLessThanOrEqual(30);
  // Enrolling is what others than an incentives admin see.
  expect(new Set(rows.map(({ status }) => status)).size).toBe(7);
});

type ViewLine = Extract<JournalLine, { readonly kind: 'view' }>;

const viewLines = (view: ViewLine['asked']['view']): ReadonlyArray<ViewLine> =>
  year.filter((line) => line.kind === 'view').filter(({ asked }) => asked.view === view);

/** The rows that the year's view lines insist on. */
const checkedRows = (view: ViewLine['asked']['view']): ReadonlyArray<Pattern> =>
  viewLines(view).flatMap(({ asked }) => [...(asked.expect ?? []), ...(asked.match ?? [])]);

const isEarlier = (a: unknown, b: unknown): boolean =>
  typeof a === 'string' && typeof b === 'string' && a < b;
