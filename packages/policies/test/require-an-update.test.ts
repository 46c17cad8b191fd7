import { describe, expect, test } from '@jest/globals';
import { askedAfter } from './asked.js';
import {
  atLocation,
  complete,
  contoso,
  details,
  ended,
  noRules,
  ofEnrollment,
  ofProgram,
  registered,
  started,
  submitted,
} from './contoso.js';
import type { Happened } from './history.js';

const name = 'when-a-profile-or-rule-in-use-changes-then-require-an-update';
const require = (programId: string, pla: string) => ({
  type: 'RequireProfileUpdate',
  programId,
  pla,
  reasons: [],
});
const otherTax = { ...details, taxProfileId: 'Tax2' };
const otherBank = { ...details, bank: [{ payingEntity: 'entity1', bankProfileId: 'Bank2' }] };

const bankNeedsAction: Happened = {
  at: '2023-09-01',
  type: 'BankProfileActionRequired',
  data: { pga: 'Contoso', bankProfileId: 'Bank1', reasons: ['BankDetailsInvalid'] },
};

describe('§5.4: every enrollment that uses what changed, and no other', () => {
  test.each([
    ['TaxProfileExpired', {}],
    ['TaxProfileActionRequired', { reasons: ['DocumentMissing'] }],
  ] as const)('%s concerns the users of the profile at its location', (type, data) => {
    expect(
      askedAfter(
        ...contoso,
        ...complete('IR', 'UK'),
        started('DB', 'UK', '2023-08-01'),
        submitted('DB', 'UK', '2023-08-02'),
        ...complete('IP', 'UK', otherTax),
        ...complete('IR', 'FR'),
        started('OPEN', 'UK', '2023-08-01'),
        atLocation('UK', '2023-09-01', type, { taxProfileId: 'Tax1', ...data }),
      ),
    ).toEqual([[name, require('IR', 'UK'), require('DB', 'UK')]]);
  });

  test('BankProfileActionRequired concerns the users of the profile at all locations of the account', () => {
    expect(
      askedAfter(
        ...contoso,
        registered('ES', '2023-07-01', 'Fabrikam'),
        ...complete('IR', 'UK'),
        ...complete('IR', 'FR'),
        ...complete('DB', 'FR', otherBank),
        ...complete('IR', 'ES'),
        bankNeedsAction,
      ),
    ).toEqual([[name, require('IR', 'UK'), require('IR', 'FR')]]);
  });

  test('a draft is not what an enrollment stands on (E-14)', () => {
    expect(
      askedAfter(
        ...contoso,
        ...complete('IR', 'UK', otherBank),
        ofEnrollment('IR', 'UK', '2023-08-04', 'PayoutDetailsChosen', { details, by: 'ines' }),
        bankNeedsAction,
      ),
    ).toEqual([]);
  });

  const changed = (from: string) =>
    ofProgram('IR', '2023-09-01', 'PayoutRulesChanged', { payoutRules: noRules, from });

  const enrolled = [
    ...contoso,
    ...complete('IR', 'UK'),
    started('IR', 'FR', '2023-08-01'),
    ...complete('DB', 'UK'),
  ];

  test.each(['2023-08-31T00:00:00.000Z', '2023-09-01T00:00:00.000Z'])(
    'PayoutRulesChanged that count from %s concern the program’s enrollments at once',
    (from) => {
      expect(askedAfter(...enrolled, changed(from))).toEqual([[name, require('IR', 'UK')]]);
    },
  );

  test('PayoutRulesChanged that count later concern nobody yet', () => {
    expect(askedAfter(...enrolled, changed('2023-09-01T00:00:00.001Z'))).toEqual([]);
  });

  test('an ended enrollment uses nothing any more', () => {
    expect(
      askedAfter(
        ...contoso,
        ...complete('IR', 'UK'),
        ended('IR', 'UK', '2023-08-30'),
        bankNeedsAction,
      ),
    ).toEqual([]);
  });
});
