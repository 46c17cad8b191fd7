import { ours, peer, type Contender, type Effort, type Work } from '../work.js';

/** A backlog into PostgreSQL. */
export const p4 = (effort: Effort): Work => {
  const many = effort === 'full' ? 20_000 : 4_000;
  const few = effort === 'full' ? 600 : 100;
  const emmett = (form: 'documents' | 'statements'): Contender => ({
    name: `Emmett PostgreSQL, ${form}`,
    script: peer('catch-up-emmett-postgresql.mjs'),
    settings: { enrollments: few, writers: 1, form, batchSize: 1_000 },
    against: 'ours',
  });
  return {
    id: 'p4',
    title: 'Catch up into PostgreSQL, the checkpoint in the same transaction',
    unit: 'events/s',
    rounds: effort === 'full' ? 5 : 1,
    contenders: [
      {
        name: 'ours',
        script: ours('catch-up-ours.js'),
        settings: { enrollments: many, engine: 'PostgreSQL' },
      },
      emmett('documents'),
      emmett('statements'),
      {
        name: 'insert … select … group by',
        script: ours('catch-up-set-based.js'),
        settings: { enrollments: many },
        against: 'ours',
      },
    ],
    goals: [
      {
        says: '≥ 75 × Emmett’s documents',
        of: 'ours',
        over: 'Emmett PostgreSQL, documents',
        atLeast: 75,
      },
      {
        says: '≥ 0.45 × one SQL statement for 5,000 events, which validates nothing',
        of: 'ours',
        over: 'insert … select … group by',
        atLeast: 0.45,
      },
    ],
    notes: [
      'Enrollments of twelve events, data of about 230 bytes and metadata of about 550 to an event; from the moment that somebody begins to read, its warming up included, to the commit of the last row. PostgreSQL has fsync on; ours does not wait for it, as what a crash takes with it is folded again, and all others run as they come.',
      gate,
      timeSpent,
      'Emmett’s consumer in batches of 1,000 without a pause, into Pongo documents or with one SQL statement for each event. One writer leaves its backlog: of what eight write at once it loses events.',
    ],
  };
};

/** What ours passes in each run, or counts as zero. */
export const gate =
  'Ours, from the embedded store: eight writers at once leave the backlog, and eight more write while the worker runs. Afterwards each row is what a fold of its stream says, as many events are counted as were written, and an event that no schema allows has been parked.';

export const timeSpent =
  'Where ours spends its time, by a profile: a quarter on reading pages of events out of their SQLite file, a fifth each on parsing their JSON and on collecting garbage, a fifteenth on validating, a twentieth on folding; on writing the rows a fifth into SQLite, a twelfth into PostgreSQL.';
