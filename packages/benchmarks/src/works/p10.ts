import { ours, type Contender, type Effort, type Work } from '../work.js';

/** What a hundred times as many events change. */
export const p10 = (effort: Effort): Work => {
  const [few, many] = [137, effort === 'full' ? 13_700 : 1_370];
  const contender = (name: string, work: string, accounts: number): Contender => ({
    name: `${name}, ${label(accounts)}`,
    script: ours('growth-ours.js'),
    settings: { work, accounts, warmingUp: few },
    against: `${name}, ${label(few)}`,
  });
  return {
    id: 'p10',
    title: 'Growth: one event, or one question, where there are more',
    unit: 'µs',
    rounds: effort === 'full' ? 5 : 1,
    contenders: works.flatMap(([name, work]) => [
      contender(name, work, few),
      contender(name, work, many),
    ]),
    goals: works.map(([name]) => ({
      says: `${name}: ≤ 1.3 × as much among ${label(many)}`,
      of: `${name}, ${label(many)}`,
      over: `${name}, ${label(few)}`,
      atMost: 1.3,
    })),
    notes: [
      'Accounts with one location in ten programs each, about 73 events to an account. Everything is done once at the smaller size before it is measured, at either.',
      'append: eight writers, the embedded store. catch up: enrollments into SQLite. replay: all events folded in memory for one answer. question: the mean of what half of them take, of each kind of question that partners ask, from SQLite and with nothing remembered; the queue is for Microsoft, of all accounts.',
    ],
  };
};

const works = [
  ['append', 'append'],
  ['catch up', 'catchUp'],
  ['replay', 'replay'],
  ['question', 'questions'],
] as const;

const label = (accounts: number): string =>
  `${(Math.round(accounts / 13.7) * 1_000).toLocaleString('en')} events`;
