import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import type { JournalLine, Pattern } from '../src/journal/journal-line.js';
import { readJournal } from '../src/journal/read-journal.js';
import { inTheatre, journals, storeKinds } from './journal/playing.js';
import { scenarios } from './scenarios.js';

// On a busy machine, a disk takes its time; how long says nothing here.
jest.setTimeout(120_000);

const fileOf = (scenario: number): string =>
  join(journals, `scenario-${String(scenario).padStart(2, '0')}.jsonl`);

const year = readJournal(join(journals, 'contoso-year.jsonl'));

/** The domain's eight (§3.5). */
const displayedStatuses = [
  'Invited',
  'ActionRequired',
  'Enrolling',
  'ValidatingEnrollment',
  'Enrolled',
  'Ineligible',
  'Inactive',
  'Discontinued',
];

type Line<Kind extends JournalLine['kind']> = Extract<JournalLine, { readonly kind: Kind }>;

const isView = (line: JournalLine): line is Line<'view'> => line.kind === 'view';
const isOverview = (line: JournalLine): line is Line<'view'> =>
  isView(line) && line.asked.view === 'overview';

/** The rows that the year's view lines insist on. */
const checkedRows = (view: string): ReadonlyArray<Pattern> =>
  year
    .filter(isView)
    .filter(({ asked }) => asked.view === view)
    .flatMap(({ asked }) => [...(asked.expect ?? []), ...(asked.match ?? [])]);

const isEarlier = (a: unknown, b: unknown): boolean =>
  typeof a === 'string' && typeof b === 'string' && a < b;

test('every scenario journal is played here, under its number', () => {
  const files = readdirSync(journals).filter((name) => name.startsWith('scenario-'));
  expect(files.map((name) => join(journals, name)).toSorted()).toEqual(
    scenarios.map(([number]) => fileOf(number)),
  );
});

describe.each(storeKinds)('on the %s store', (kind) => {
  test.each(scenarios)('scenario %i: %s', async (number) => {
    const lines = readJournal(fileOf(number));
    await inTheatre(kind, async (theatre) => {
      const first = await theatre.play(lines);
      expect(first.failed).toEqual([]);
      expect(first.already).toBe(0);
      const recorded = await theatre.recorded();

      const second = await theatre.play(lines);
      expect(second.failed).toEqual([]);
      expect(second.checked).toBe(first.checked);
      expect(await theatre.recorded()).toEqual(recorded);
    });
  });

  test('the sample year: every expectation holds, and playing it again records nothing', async () => {
    await inTheatre(kind, async (theatre) => {
      const first = await theatre.play(year);
      expect(first.failed).toEqual([]);
      const recorded = await theatre.recorded();

      const second = await theatre.play(year);
      expect(second).toEqual({ ...first, already: expect.any(Number) });
      expect(second.already).toBeGreaterThan(0);
      expect(await theatre.recorded()).toEqual(recorded);
    });
  });

  test('the sample year as it grows: its beginning, more of it, all of it', async () => {
    await inTheatre(kind, async (whole) => {
      await whole.play(year);
      const recorded = await whole.recorded();
      await inTheatre(kind, async (grown) => {
        for (const length of [60, 61, 200, year.length]) {
          const played = await grown.play(year.slice(0, length));
          expect({ length, failed: played.failed }).toEqual({ length, failed: [] });
        }
        expect(await grown.recorded()).toEqual(recorded);
      });
    });
  });
});

describe('what the sample year shows, and its own checks assert', () => {
  test('all eight displayed statuses', () => {
    expect(new Set(checkedRows('overview').map(({ status }) => status))).toEqual(
      new Set(displayedStatuses),
    );
  });

  test('RF3, RF4, RF8 and RF9, and one of them late', () => {
    const rules = checkedRows('rollForward').map(({ rule }) => rule);
    expect(rules).toEqual(expect.arrayContaining(['RF3', 'RF4', 'RF8', 'RF9']));

    const late = year
      .flatMap((line) => (line.kind === 'due' ? Object.values(line.asked.then ?? {}).flat() : []))
      .filter((event) => typeof event === 'object')
      .filter(({ type }) => type === 'FiscalYearRolledForward')
      .filter(({ effectiveAt, recordedAt }) => isEarlier(effectiveAt, recordedAt));
    expect(late).not.toEqual([]);
  });

  test('two partners, six programmes, eight locations, in a table one can read', () => {
    const types = year.flatMap((line) =>
      line.kind === 'command' ? [line.asked.command.type] : [],
    );
    const count = (type: string): number => types.filter((one) => one === type).length;
    expect([count('RegisterAccount'), count('DefineProgram'), count('RegisterLocation')]).toEqual([
      2, 6, 8,
    ]);

    const last = year.filter(isOverview).slice(-2);
    expect(last.map(({ asked: { viewer } }) => viewer)).toEqual(['priya', 'soren']);
    const rows = last.flatMap(({ asked }) => asked.expect ?? []);
    expect(rows.length).toBeGreaterThanOrEqual(20);
    expect(rows.length).toBeLessThanOrEqual(30);
    expect(new Set(rows.map(({ status }) => status)).size).toBe(7);
  });
});
