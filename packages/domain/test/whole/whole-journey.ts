import type { Policy } from '../model/world.js';
import { Dice } from '../random/dice.js';
import type { Route } from '../random/journey.js';
import { nextAsk } from '../random/steps.js';
import { dated, prelude } from '../random/universe.js';
import { Whole, type Line } from './whole.js';

const policies: ReadonlyArray<readonly [number, Partial<Policy>]> = [
  [6, {}],
  [3, { midYearEligibilityLoss: 'untilTermEnd' }],
  [2, { invitationValidity: 30, invitationRecipients: ['AA', 'IA'] }],
  [1, { requirePmcMigration: true, overviewViewers: ['IA', 'IU', 'GA'] }],
];

const fixture = dated(prelude, 'p', '2023-07-01T00:00:00.000Z').map((ask) => ({ ask }));

/** Travels a route, looking at the clock and at the overviews every now and then and at the end. */
export const travelWhole = async (route: Route): Promise<Whole> => {
  const dice = new Dice(route.start);
  const whole = new Whole(dice.weighted(policies));
  let now = '2024-01-10T00:00:00.000Z';
  for (const line of [...fixture, { sweep: now }]) await whole.tell(line);
  for (const [i, seed] of route.steps.entries()) {
    const step = new Dice(seed);
    const { reaction: _ofPolicies, ...ask } = nextAsk(whole.world, now, step, `c${i}`);
    now = ask.at;
    if (step.once(3)) await whole.tell({ sweep: now });
    await whole.tell({ ask });
    if (step.once(4)) await whole.compare(now);
    if (whole.parting !== undefined) return whole;
  }
  await whole.tell({ sweep: now });
  await whole.compare(now);
  return whole;
};

const retold = async (lines: ReadonlyArray<Line>, { switches }: Whole): Promise<Whole> => {
  const whole = new Whole(switches);
  for (const line of lines) {
    await whole.tell(line);
    if (whole.parting !== undefined) return whole;
  }
  const last = lines.at(-1);
  if (last !== undefined) await whole.compare('ask' in last ? last.ask.at : last.sweep);
  return whole;
};

/** The same difference from as few lines as it takes. */
const shortenedWhole = async (whole: Whole): Promise<Whole> => {
  let shortest = await retold(whole.told, whole);
  for (let i = shortest.told.length - 1; i >= 0; i -= 1) {
    const without = await retold(shortest.told.toSpliced(i, 1), whole);
    if (without.parting?.about === whole.parting?.about) shortest = without;
  }
  return shortest;
};

/** Where they part, and the shortest journal that leads there. */
export const reportOfWhole = async (whole: Whole): Promise<string | undefined> => {
  if (whole.parting === undefined) return undefined;
  const { told, switches, parting } = await shortenedWhole(whole);
  return [
    `The library and the model part on ${parting?.about}.`,
    `library: ${JSON.stringify(parting?.whole)}`,
    `model:   ${JSON.stringify(parting?.model)}`,
    'The journal:',
    JSON.stringify({ policy: switches }),
    ...told.map((line) => JSON.stringify('ask' in line ? line.ask : { at: line.sweep, due: true })),
  ].join('\n');
};
