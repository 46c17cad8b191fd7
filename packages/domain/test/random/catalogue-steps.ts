import type { Criterion, Rules } from '../model/commands.js';
import type { Dice } from './dice.js';
import type { Scene, Wish } from './steps.js';
import {
  gold,
  locations,
  mpn,
  MS,
  plusDays,
  programs,
  reseller,
  rules,
  users,
} from './universe.js';

/** Commands about programs, and evaluations of eligibility. */
export const catalogueSteps = ({ dice, at }: Scene): Wish => {
  const programId = dice.once(30) ? 'NOPE' : dice.of(programs);
  const who = dice.once(30) ? dice.of(users) : MS;
  const fy = dice.of([2024, 2025, 2026, 2027, 2028, 2029]);
  const pla = dice.weighted([
    [9, dice.of(locations)],
    [1, 'Contoso'],
    [1, 'Nowhere'],
  ]);
  const asOf = dice.of([undefined, undefined, '2024-07-01T00:00:00.000Z', plusDays(at, -100)]);
  return dice.weighted<() => Wish>([
    [
      9,
      () => [
        who,
        {
          type: 'EvaluateEligibility',
          programId,
          pla,
          ...(asOf !== undefined && { asOf }),
          ...(dice.once(4) && { fy }),
        },
      ],
    ],
    [2, () => [who, { type: 'CloseProgram', programId }]],
    [4, () => [who, { type: 'OpenProgram', programId }]],
    [1, () => [who, { type: 'DiscontinueProgram', programId: dice.of(['DB', 'IR', 'OPEN']) }]],
    [2, () => [who, { type: 'ScheduleTerm', programId, fy, ...period(dice, fy) }]],
    [3, () => [who, { type: 'ExtendTerm', programId, fy, endsAt: extension(dice, fy) }]],
    [3, () => [who, { type: 'ChangeCriteria', programId, criteria: criteria(dice), fromFy: fy }]],
    [
      4,
      () => [
        who,
        { type: 'ChangePayoutRules', programId, payoutRules: payout(dice), from: from(dice, at) },
      ],
    ],
    [
      1,
      () => [
        who,
        {
          type: 'DefineProgram',
          programId,
          name: programId,
          criteria: criteria(dice),
          payoutRules: rules,
          ...(dice.once(2) && { guideUrl: 'https://example.com/guide' }),
        },
      ],
    ],
  ])();
};

const from = (dice: Dice, at: string): string => plusDays(at, dice.of([0, 10, 100, -10]));

const period = (dice: Dice, fy: number): { startsAt?: string; endsAt?: string } =>
  dice.of<{ startsAt?: string; endsAt?: string }>([
    {},
    { endsAt: `${fy}-10-01T00:00:00.000Z` },
    { startsAt: `${fy - 1}-10-01T00:00:00.000Z` },
    { startsAt: `${fy}-10-01T00:00:00.000Z` },
  ]);

const extension = (dice: Dice, fy: number): string =>
  dice.of([
    `${fy}-10-01T00:00:00.000Z`,
    `${fy}-08-01T00:00:00.000Z`,
    `${fy}-01-01T00:00:00.000Z`,
    `${fy + 1}-10-01T00:00:00.000Z`,
  ]);

const criteria = (dice: Dice): ReadonlyArray<Criterion> =>
  dice.of<ReadonlyArray<Criterion>>([
    [mpn, gold],
    [mpn, gold, reseller],
    [{ kind: 'Designation', min: 1, anyOf: ['Silver'] }],
    [],
    [{ kind: 'Membership' }, { kind: 'FirstTransaction' }],
    [
      { kind: 'TrailingRevenue', amountUsd: 20_000, months: 12 },
      { kind: 'CspRole', role: 'DirectReseller' },
      { kind: 'Custom', code: 'X' },
    ],
  ]);

const payout = (dice: Dice): Rules =>
  dice.of<Rules>([
    rules,
    { ...rules, taxForms: [{ form: 'W-8' }] },
    { ...rules, taxForms: [{ form: 'W-8', country: 'FR' }], currencies: ['EUR'] },
    { ...rules, payingEntities: ['MIOL', 'MOPS'] },
    { ...rules, paymentMethods: ['CreditNote'] },
    { ...rules, forbiddenCountries: [{ bank: 'GB', location: 'GB' }] },
  ]);
