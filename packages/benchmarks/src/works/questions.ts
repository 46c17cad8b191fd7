import type { Goal } from '../goal.js';
import { ours, type Contender, type Effort, type Work } from '../work.js';

/** How long partners wait for an answer. */
export const questions = (effort: Effort): Work => ({
  id: 'questions',
  title: 'Overviews from a read store',
  unit: 'ms of half of them',
  rounds: effort === 'full' ? 3 : 1,
  contenders: engines.flatMap((engine): ReadonlyArray<Contender> => [
    {
      name: `a page of 10,000, ${engine}`,
      script: ours('questions-ours.js'),
      settings: {
        engine,
        asked: 'page',
        world: { accounts: 1, places: 1_000, programs: 10 },
        questions: { full: 1_000, quick: 70 }[effort],
      },
    },
    {
      name: `one place, ${engine}`,
      script: ours('questions-ours.js'),
      settings: {
        engine,
        asked: 'place',
        world: { accounts: 1_001, places: 1, programs: 10 },
        questions: 1_001,
      },
    },
  ]),
  goals: engines.flatMap((engine): ReadonlyArray<Goal> => [
    {
      says: `${engine}: 99 of 100 pages within 60 ms`,
      of: `a page of 10,000, ${engine}`,
      measure: 'p99Ms',
      atMost: 60,
    },
    {
      says: `${engine}: 99 of 100 places within 5 ms`,
      of: `one place, ${engine}`,
      measure: 'p99Ms',
      atMost: 5,
    },
  ]),
  notes: [
    'A page: an account with 1,000 locations in 10 programs each, three statuses of eight, sorted by status, the first 50 rows. An event of the account is appended and folded before each question, so that nothing remembered is current.',
    'One place: the overview of one location in its 10 programs, beside 1,000 other accounts; each account asks once, and nothing of it is remembered.',
    'Where the time goes: a question about a place waits three times for PostgreSQL, half a millisecond each with what the server does. Collecting young garbage takes 3 to 4 ms and falls on one such question in some seventy there, the 99th of a hundred, and on less than one in a hundred on SQLite.',
    'A worker keeps up the rows of all five models meanwhile. Wrong, unless the rows answer as a fold of all events in memory does.',
  ],
});

const engines = ['PostgreSQL', 'SQLite'] as const;
