import { ours, peer, type Contender, type Effort, type Work } from '../work.js';

/** Appends that are on the disk before they are answered. */
export const p3 = (effort: Effort): Work => {
  const seconds = effort === 'full' ? 3 : 1;
  const contender = (name: string, script: URL, callers: number): Contender => ({
    name: `${name}, ${label(callers)}`,
    script,
    settings: { callers, seconds },
    against: `ours, ${label(callers)}`,
  });
  return {
    id: 'p3',
    title: 'Append to the embedded store, synced before the answer',
    unit: 'events/s',
    rounds: effort === 'full' ? 9 : 1,
    contenders: [
      contender('ours', ours('durable-ours.js'), 1),
      contender('libsql, one insert per transaction', peer('durable-libsql.mjs'), 1),
      contender('write and fdatasync', ours('durable-limit.js'), 1),
      contender('Emmett SQLite', peer('durable-emmett.mjs'), 1),
      contender('ours', ours('durable-ours.js'), 512),
      contender('libsql, one transaction for all', peer('durable-libsql.mjs'), 512),
    ],
    goals: [
      {
        says: 'one caller ≥ 0.75 × one insert per transaction',
        of: 'ours, one caller',
        over: 'libsql, one insert per transaction, one caller',
        atLeast: 0.75,
      },
      {
        says: 'one caller ≥ 0.75 × one write and fdatasync per event',
        of: 'ours, one caller',
        over: 'write and fdatasync, one caller',
        atLeast: 0.75,
      },
      {
        says: '512 callers ≥ 300 × Emmett SQLite',
        of: 'ours, 512 callers',
        over: 'Emmett SQLite, one caller',
        atLeast: 300,
      },
      {
        says: '512 callers: p99 ≤ 12 ms',
        of: 'ours, 512 callers',
        measure: 'p99Ms',
        atMost: 12,
      },
    ],
    notes: [
      'One event per append, about 800 bytes of data and metadata. Every contender runs SQLite in WAL mode with synchronous = full: a sync of the disk at each commit.',
      'Emmett SQLite is opened by file name, as documented; a second caller on the file makes its attempts fail as locked, so one caller is its best.',
    ],
  };
};

const label = (callers: number): string => (callers === 1 ? 'one caller' : `${callers} callers`);
