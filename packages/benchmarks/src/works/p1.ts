import type { Goal } from '../goal.js';
import { ours, peer, type Contender, type Effort, type Work } from '../work.js';

const scales: Readonly<Record<Effort, ReadonlyArray<number>>> = {
  quick: [1_000, 10_000],
  full: [1_000, 10_000, 100_000],
};

/** Commands handled one after the other in memory. */
export const p1 = (effort: Effort): Work => ({
  id: 'p1',
  title: 'Decide and append, in memory',
  unit: 'commands/s',
  rounds: effort === 'full' ? 5 : 1,
  contenders: scales[effort].flatMap((streams) => atScale(streams, effort)),
  goals: effort === 'full' ? [...goals, growth] : goals,
  notes: [
    'Twelve commands to each stream, one stream after the other (the order that suits Emmett best: its append counts all streams); each command decides one event of about 250 bytes.',
    'Ours validates every event against its io-ts schema, records the metadata, recognises repeated commands and chains hashes; none of the others validates or records metadata.',
    'Emmett is left out at 100,000 streams, where one round would take it some ten minutes.',
  ],
});

const atScale = (streams: number, effort: Effort): ReadonlyArray<Contender> => {
  const label = `${streams.toLocaleString('en')} streams`;
  const settings = { streams, seconds: effort === 'full' ? 1.5 : 0.5 };
  const against = `ours, ${label}`;
  const contender = (name: string, script: URL, more: object = {}): Contender => ({
    name: `${name}, ${label}`,
    script,
    settings: { ...settings, ...more },
    against,
  });
  return [
    contender('ours', ours('in-memory-ours.js'), { chain: true }),
    contender('ours without chain', ours('in-memory-ours.js'), { chain: false }),
    contender('Castore', peer('in-memory-castore.mjs')),
    ...(streams > 10_000 ? [] : [contender('Emmett', peer('in-memory-emmett.mjs'))]),
    contender('fmodel-ts', peer('in-memory-fmodel.mjs')),
    contender('plain Map and fold', ours('in-memory-limit.js')),
  ];
};

const goals: ReadonlyArray<Goal> = [
  {
    says: 'with the hash chain on, ≥ 2 × Castore at 10,000 streams',
    of: 'ours, 10,000 streams',
    over: 'Castore, 10,000 streams',
    atLeast: 2,
  },
  {
    says: 'without the chain, ≥ 5 × Castore at 10,000 streams',
    of: 'ours without chain, 10,000 streams',
    over: 'Castore, 10,000 streams',
    atLeast: 5,
  },
  {
    says: 'without the chain, ≥ 25 × Emmett at 10,000 streams',
    of: 'ours without chain, 10,000 streams',
    over: 'Emmett, 10,000 streams',
    atLeast: 25,
  },
];

const growth: Goal = {
  says: 'at 100,000 streams within 15 % of 1,000',
  of: 'ours, 100,000 streams',
  over: 'ours, 1,000 streams',
  atLeast: 0.85,
};
