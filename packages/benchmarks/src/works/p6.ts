import { ours, peer, type Contender, type Effort, type Work } from '../work.js';

/** How soon what is appended is seen. */
export const p6 = (effort: Effort): Work => {
  const events = effort === 'full' ? 400 : 60;
  const into = (engine: 'PostgreSQL' | 'SQLite'): Contender => ({
    name: `ours, ${engine}`,
    script: ours('visibility-ours.js'),
    settings: { events, engine },
  });
  const emmett = (label: string, pulling: object): Contender => ({
    name: `Emmett PostgreSQL, ${label}`,
    script: peer('visibility-emmett-postgresql.mjs'),
    settings: { events, pulling },
    against: 'ours, PostgreSQL',
  });
  return {
    id: 'p6',
    title: 'From an append to its row',
    unit: 'ms of half of them',
    rounds: effort === 'full' ? 5 : 1,
    contenders: [
      into('PostgreSQL'),
      into('SQLite'),
      emmett('as it comes', {}),
      emmett('polling each ms', { pullingFrequencyInMs: 1 }),
    ],
    goals: (['PostgreSQL', 'SQLite'] as const).flatMap((engine) => [
      { says: `${engine}: half within 1 ms`, of: `ours, ${engine}`, atMost: 1 },
      {
        says: `${engine}: 99 of 100 within 5 ms`,
        of: `ours, ${engine}`,
        measure: 'p99Ms',
        atMost: 5,
      },
      {
        says: `${engine}: Emmett, as it comes, takes ≥ 300 × as long`,
        of: 'Emmett PostgreSQL, as it comes',
        over: `ours, ${engine}`,
        atLeast: 300,
      },
    ]),
    notes: [
      'An event every 25 ms, from the call of the append to the commit of the row. Ours appends to the embedded store, each event synced, and its worker is in the same process.',
      'Ours commits rows without waiting for the disk, as what a crash takes with it is folded again: `synchronous_commit` off, or `synchronous` normal. Emmett runs as it comes, which waits.',
      'Where ours spends its time, by timestamps, at a priority above all else on the machine: the synced append takes half of it on SQLite and a third on PostgreSQL; a fifth of a millisecond goes to a thread that would interrupt a fold without an end, as much to reading the event; a commit to PostgreSQL takes three quarters of a millisecond, of which its answer to `select 1` would take half at this pace.',
      'Ours counts as zero where it reads events while there are none to read; a row that is missing or doubled counts as zero too.',
      'Emmett waits twice as long after each poll that did not fill a batch, up to a second, whatever frequency is asked for.',
    ],
  };
};
