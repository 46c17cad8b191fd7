import type { Policy } from '../model/world.js';
import { Both } from './both.js';
import { Dice } from './dice.js';
import type { Mistake } from './domain-world.js';
import { nextAsk } from './steps.js';
import { dated, enrolled, prelude } from './universe.js';

/** Seeds: of the start, and of each step. */
export interface Route {
  readonly start: number;
  readonly steps: ReadonlyArray<number>;
}

const empty = Both.empty();

const settled = empty.fork();
dated(prelude, 'p', '2023-07-01T00:00:00.000Z').forEach((ask) => settled.ask(ask));

const underway = settled.fork();
dated(enrolled, 'e', '2024-02-01T00:00:00.000Z').forEach((ask) => underway.ask(ask));

/** Where routes begin: mostly with everything in place, sometimes with nothing. */
const starts: ReadonlyArray<readonly [number, readonly [Both, string]]> = [
  [6, [underway, '2024-02-02T00:00:00.000Z']],
  [5, [settled, '2024-01-10T00:00:00.000Z']],
  [1, [empty, '2023-07-01T00:00:00.000Z']],
];

const policies: ReadonlyArray<readonly [number, Partial<Policy>]> = [
  [8, {}],
  [3, { midYearEligibilityLoss: 'untilTermEnd' }],
  [2, { invitationValidity: 30, invitationRecipients: ['AA', 'IA'] }],
  [1, { invitationRecipients: ['GA', 'AA', 'IA', 'MPA'], earningsStartBasis: 'submittedAt' }],
  [1, { requirePmcMigration: true, roleAssigners: ['AA'], overviewViewers: ['IA', 'IU', 'GA'] }],
  [1, { mpaAssigns: true, guestIncentivesRoles: true, overviewViewers: ['IA', 'AA'] }],
];

/** Travels a route in the domain, with or without a planted mistake, and in the model, up to the first difference. */
export const travel = (route: Route, mistake?: Mistake): Both => {
  const dice = new Dice(route.start);
  const [start, since] = dice.weighted(starts);
  const both = start.fork(mistake);
  both.adopt(dice.weighted(policies));
  let now = since;
  for (const [i, seed] of route.steps.entries()) {
    if (both.difference !== undefined) return both;
    const step = new Dice(seed);
    if (step.once(40)) both.adopt(step.weighted(policies));
    const ask = nextAsk(both.world, now, step, `c${i}`);
    both.ask(ask);
    now = ask.at;
  }
  both.compareAll(now);
  return both;
};
