import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { asked, rowsOf } from './ask.js';
import { everyAnswer } from './every-answer.js';
import { ourUsers, theirUsers, twoAccounts } from './two-accounts.js';

const now = '2024-03-06';
const everyRole = {
  overviewViewers: ['IA', 'IU', 'GA', 'AA', 'MPA', 'UMA', 'AG'],
  roleAssigners: ['GA', 'AA'],
  mpaAssigns: true,
  requirementsLinkAlways: true,
} as const;
const policies = fc.constantFrom({}, everyRole);

describe('no viewer ever gets a row outside their scope', () => {
  test('law: what the people of one account see does not depend on any other account', () => {
    fc.assert(
      fc.property(twoAccounts, policies, ({ ours, theirs }, policy) => {
        const alone = rowsOf(ours);
        const together = rowsOf([...ours, ...theirs]);
        for (const viewer of ourUsers) {
          const mine = JSON.stringify(everyAnswer(alone, asked(viewer, now, policy)));
          expect(JSON.stringify(everyAnswer(together, asked(viewer, now, policy)))).toBe(mine);
        }
      }),
      { numRuns: 100 },
    );
  });

  test('law: no answer to the people of another account names anything of ours', () => {
    fc.assert(
      fc.property(twoAccounts, policies, ({ ours, theirs }, policy) => {
        const rows = rowsOf([...ours, ...theirs]);
        for (const viewer of [...theirUsers, 'stranger']) {
          const { overview, actions, inbox, prompt, requirements, noAccess } = everyAnswer(
            rows,
            asked(viewer, now, policy),
          );
          expect(noAccess.filter(({ pga }) => pga === 'Contoso')).toEqual([]);
          const places = [...overview, ...actions, ...inbox].map(({ pla }): string => pla);
          expect(places.filter((pla) => ['UK', 'FR', 'Contoso'].includes(pla))).toEqual([]);
          const asks = [...prompt, ...requirements].map(([place]) => place);
          expect(asks.filter((place) => /UK|FR|Contoso/.test(place))).toEqual([]);
        }
      }),
      { numRuns: 100 },
    );
  });

  test('the laws are about something: the people of both accounts do see rows', () => {
    const samples = fc.sample(twoAccounts, { numRuns: 50, seed: 1 });
    const seen = (viewers: ReadonlyArray<string>): number =>
      samples
        .map(({ ours, theirs }) => rowsOf([...ours, ...theirs]))
        .flatMap((rows) => viewers.map((viewer) => everyAnswer(rows, asked(viewer, now))))
        .filter(
          ({ overview, actions, roles }) => overview.length + actions.length + roles.length > 0,
        ).length;
    expect(seen(ourUsers)).toBeGreaterThan(50);
    expect(seen(theirUsers)).toBeGreaterThan(50);
  });
});
