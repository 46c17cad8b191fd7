import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { readJournal } from '../src/journal/read-journal.js';
import { inTheatre, journals, playIn, storeKinds } from './journal/playing.js';
import { scenarios } from './scenarios.js';

// On a busy machine, a disk takes its time; how long says nothing here.
jest.setTimeout(120_000);

const fileOf = (scenario: number): string =>
  join(journals, `scenario-${String(scenario).padStart(2, '0')}.jsonl`);

test('every scenario journal is played here, under its number', () => {
  const files = readdirSync(journals).filter((name) => name.startsWith('scenario-'));
  expect(files.map((name) => join(journals, name)).toSorted()).toEqual(
    scenarios.map(([number]) => fileOf(number)),
  );
});

// All of them begin with the fixture: on disk it is played once, and each scenario goes on from a copy.
const rehearsed = mkdtempSync(join(tmpdir(), 'journals-fixture-'));
const fixture = readJournal(join(journals, 'fixture.jsonl'));

beforeAll(async () => {
  await playIn(rehearsed)(fixture);
});
afterAll(() => {
  rmSync(rehearsed, { recursive: true, force: true });
});

describe.each(storeKinds)('on the %s store', (kind) => {
  test.each(scenarios)('scenario %i: %s', async (number) => {
    const lines = readJournal(fileOf(number));
    await inTheatre(
      kind,
      async (play) => {
        const first = await play(lines);
        expect(first.failed).toEqual([]);
        expect(first.already).toBe(kind === 'embedded' ? fixture.length : 0);

        const second = await play(lines);
        expect(second.failed).toEqual([]);
        expect(second.checked).toBe(first.checked);
        expect(second.recorded).toEqual(first.recorded);
      },
      rehearsed,
    );
  });
});
