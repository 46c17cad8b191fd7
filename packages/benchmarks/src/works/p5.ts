import { ours, peer, type Effort, type Work } from '../work.js';
import { gate, timeSpent } from './p4.js';

/** A backlog into SQLite. */
export const p5 = (effort: Effort): Work => {
  const many = effort === 'full' ? 20_000 : 4_000;
  const few = effort === 'full' ? 600 : 120;
  return {
    id: 'p5',
    title: 'Catch up into SQLite, the checkpoint in the same transaction',
    unit: 'events/s',
    rounds: effort === 'full' ? 5 : 1,
    contenders: [
      {
        name: 'ours',
        script: ours('catch-up-ours.js'),
        settings: { enrollments: many, engine: 'SQLite' },
      },
      {
        name: 'Emmett SQLite',
        script: peer('catch-up-emmett-sqlite.mjs'),
        settings: { enrollments: few, writers: 1, batchSize: 1_000 },
        against: 'ours',
      },
      {
        name: 'libsql, batches of 5,000',
        script: peer('catch-up-libsql.mjs'),
        settings: { enrollments: many },
        against: 'ours',
      },
    ],
    goals: [{ says: '≥ 75 × Emmett SQLite', of: 'ours', over: 'Emmett SQLite', atLeast: 75 }],
    notes: [
      'The same enrollments as into PostgreSQL.',
      gate,
      'Emmett’s consumer in batches of 1,000 without a pause, one SQL statement for each event.',
      timeSpent,
      'libsql reads the same texts and validates nothing; it writes as ours does, in WAL mode with synchronous = normal: what a power failure takes with it is folded again.',
    ],
  };
};
