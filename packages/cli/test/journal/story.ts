import { join } from 'node:path';
import { expect } from '@jest/globals';
import type { FailedLine } from '../../src/journal/play-journal.js';
import { readJournal } from '../../src/journal/read-journal.js';
import { withFiles } from './journal-file.js';
import { inTheatre, journals, type Performance } from './playing.js';

const include = (name: string) => ({ include: join(journals, name) });
export const fixture = include('fixture.jsonl');
export const invited = include('ir-uk-invited.jsonl');
export const complete = include('ir-uk-complete.jsonl');

export const at = '2024-03-06T09:00:00Z';
export const assign = (userId: string, location = 'UK') => ({
  at,
  actor: 'anna',
  command: { type: 'AssignRole', pga: 'Contoso', userId, role: 'IU', location, programs: 'all' },
});
export const overview = { at, viewer: 'ines', view: 'overview' };

/** Plays lines into an empty store, and then again, which must come out the same. */
export const played = async (lines: ReadonlyArray<unknown>): Promise<Performance> => {
  const outcomes: Array<Performance> = [];
  await withFiles({ 'a.jsonl': lines }, (path) =>
    inTheatre('in-memory', async (play) => {
      const journal = readJournal(path('a.jsonl'));
      outcomes.push(await play(journal), await play(journal));
    }),
  );
  const [first, second] = outcomes;
  if (first === undefined || second === undefined) throw new Error('nothing was played');
  expect(failures(second)).toEqual(failures(first));
  expect(second.recorded).toEqual(first.recorded);
  return first;
};

const failures = ({
  failed,
}: Performance): ReadonlyArray<readonly [number, FailedLine['mismatches']]> =>
  failed.map(({ line, mismatches }) => [line, mismatches]);

/** The numbers of the lines that came out otherwise than they say. */
export const failedLines = async (lines: ReadonlyArray<unknown>): Promise<ReadonlyArray<number>> =>
  (await played(lines)).failed.map(({ line }) => line);
