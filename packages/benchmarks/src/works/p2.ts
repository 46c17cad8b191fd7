import { ours, type Contender, type Effort, type Work } from '../work.js';

/** From stored texts to states. */
export const p2 = (effort: Effort): Work => ({
  id: 'p2',
  title: 'Rehydrate enrollments from stored JSON',
  unit: 'events/s',
  rounds: effort === 'full' ? 9 : 1,
  contenders: [...pair('data', false, effort), ...pair('data and metadata', true, effort)],
  goals: [
    {
      says: '≥ 0.9 × JSON.parse and a fold in place, which validates nothing',
      of: 'ours, data',
      over: 'JSON.parse and a fold in place, data',
      atLeast: 0.9,
    },
    {
      says: '≥ 0.9 × the same where the metadata are read and validated too',
      of: 'ours, data and metadata',
      over: 'JSON.parse and a fold in place, data and metadata',
      atLeast: 0.9,
    },
  ],
  notes: [
    'Streams of twelve events, no two texts alike: data of about 230 bytes, metadata of about 550.',
    'Ours decodes every event by its io-ts schema and folds it with the enrollment’s own evolve, which refuses impossible histories.',
  ],
});

const pair = (texts: string, metadata: boolean, effort: Effort): ReadonlyArray<Contender> => {
  const settings = { metadata, seconds: effort === 'full' ? 2 : 1 };
  const against = `ours, ${texts}`;
  return [
    { name: against, script: ours('rehydrate-ours.js'), settings, against },
    {
      name: `JSON.parse and a fold in place, ${texts}`,
      script: ours('rehydrate-limit.js'),
      settings,
      against,
    },
  ];
};
