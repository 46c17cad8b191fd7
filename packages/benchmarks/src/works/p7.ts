import { ours, type Contender, type Effort, type Work } from '../work.js';

/** What stood at an instant, from a long history. */
export const p7 = (effort: Effort): Work => {
  const [few, many] = effort === 'full' ? [100_000, 1_000_000] : [50_000, 100_000];
  return {
    id: 'p7',
    title: 'Audit: the validation queue as of a date, from the whole history in the embedded store',
    unit: 'events/s',
    rounds: effort === 'full' ? 5 : 1,
    contenders: [...pair(few), ...pair(many)],
    goals: [
      {
        says: '≥ 0.65 × JSON.parse of every line',
        of: `ours, ${label(many)}`,
        over: `JSON.parse of every line, ${label(many)}`,
        atLeast: 0.65,
      },
      {
        says: `memory grows by ≤ 32 MiB from ${label(few)} to ${label(many)}`,
        of: `ours, ${label(many)}`,
        above: `ours, ${label(few)}`,
        measure: 'peakMiB',
        atMost: 32,
      },
    ],
    notes: [
      'Enrollments of 2,500 locations, data of about 230 bytes and metadata of about 550 to an event. Ours reads, validates and folds every event into the rows that views are made of; the limit reads the same events from a file of lines and validates nothing.',
    ],
  };
};

const label = (events: number): string => `${events.toLocaleString('en')} events`;

const pair = (events: number): ReadonlyArray<Contender> => [
  {
    name: `ours, ${label(events)}`,
    script: ours('as-of-ours.js'),
    settings: { events },
    against: `ours, ${label(events)}`,
  },
  {
    name: `JSON.parse of every line, ${label(events)}`,
    script: ours('as-of-limit.js'),
    settings: { events },
    against: `ours, ${label(events)}`,
  },
];
