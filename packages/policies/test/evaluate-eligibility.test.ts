import { describe, expect, test } from '@jest/globals';
import { askedAfter } from './asked.js';
import {
  agreed,
  atLocation,
  closed,
  contoso,
  defined,
  designation,
  firstTransaction,
  membership,
  mpn,
  ofProgram,
  opened,
  registered,
} from './contoso.js';

const name = 'when-an-eligibility-fact-changes-then-evaluate-eligibility';
const evaluate = (programId: string, pla: string) => ({
  type: 'EvaluateEligibility',
  programId,
  pla,
});
const reseller = { kind: 'ActiveAgreement', agreement: 'ResellerAgreement' };
const custom = (code: string) => ({ kind: 'Custom', code });

describe('§3.6: eligibility facts change, then eligibility is evaluated', () => {
  test('a location that registers is evaluated for every program with criteria that is not discontinued', () => {
    expect(
      askedAfter(
        ...contoso,
        defined('OPEN', []),
        opened('OPEN'),
        defined('UPCOMING', [mpn]),
        defined('GONE', [mpn]),
        ofProgram('GONE', '2023-07-02', 'ProgramDiscontinued', { at: '2023-07-02T00:00:00.000Z' }),
        registered('DE'),
      ),
    ).toEqual([[name, evaluate('IR', 'DE'), evaluate('UPCOMING', 'DE')]]);
  });

  test.each([
    ['AgreementActivated', { kind: 'MpnAgreement', from: '2023-08-01T00:00:00.000Z' }, ['MPN']],
    ['AgreementLapsed', { kind: 'ResellerAgreement', at: '2023-08-01T00:00:00.000Z' }, ['RES']],
    ['DesignationAttained', { designation: 'Gold' }, ['ANY', 'GOLD']],
    ['DesignationEnded', { designation: 'Silver' }, ['ANY']],
    ['FirstTransactionRecorded', { at: '2023-08-01T00:00:00.000Z' }, ['FIRST']],
    [
      'CriterionFactRecorded',
      { fact: { kind: 'Membership' }, from: '2023-08-01T00:00:00.000Z' },
      ['MEMBER'],
    ],
    [
      'CriterionFactEnded',
      { fact: { kind: 'CspRole', role: 'DirectReseller' }, at: '2023-08-01T00:00:00.000Z' },
      ['DIRECT'],
    ],
    [
      'CriterionFactRecorded',
      { fact: { kind: 'TrailingRevenue', amountUsd: 1 }, from: '2023-08-01T00:00:00.000Z' },
      ['REVENUE'],
    ],
    ['CriterionFactRecorded', { fact: custom('A'), from: '2023-08-01T00:00:00.000Z' }, ['A']],
  ] as const)(
    '%s %j concerns the programs whose criteria ask for it: %j',
    (type, data, expected) => {
      const history = [
        registered('UK'),
        defined('MPN', [mpn]),
        defined('RES', [reseller]),
        defined('ANY', [designation]),
        defined('GOLD', [{ ...designation, anyOf: ['Gold'] }]),
        defined('FIRST', [firstTransaction]),
        defined('MEMBER', [membership]),
        defined('DIRECT', [{ kind: 'CspRole', role: 'DirectReseller' }]),
        defined('INDIRECT', [{ kind: 'CspRole', role: 'IndirectReseller' }]),
        defined('REVENUE', [{ kind: 'TrailingRevenue', amountUsd: 25_000 }]),
        defined('A', [custom('A')]),
        defined('B', [custom('B')]),
      ];
      expect(askedAfter(...history, atLocation('UK', '2023-08-01', type, data))).toEqual([
        [name, ...expected.map((programId) => evaluate(programId, 'UK'))],
      ]);
    },
  );

  test('criteria of this year and of later ones count, those of past years do not', () => {
    const history = [
      registered('UK'),
      defined('WAS', [mpn]),
      ofProgram('WAS', '2023-07-01', 'CriteriaChanged', { criteria: [designation], fromFy: 2024 }),
      defined('WILL', [designation]),
      ofProgram('WILL', '2023-07-01', 'CriteriaChanged', { criteria: [mpn], fromFy: 2026 }),
    ];
    expect(
      askedAfter(...history, agreed('UK', '2023-08-01', { from: '2023-08-01T00:00:00.000Z' })),
    ).toEqual([[name, evaluate('WILL', 'UK')]]);
  });

  test('changed criteria concern every location that is registered and open', () => {
    expect(
      askedAfter(
        ...contoso,
        registered('DE'),
        closed('FR', '2023-07-02'),
        ofProgram('IR', '2023-08-01', 'CriteriaChanged', { criteria: [mpn], fromFy: 2024 }),
      ),
    ).toEqual([[name, evaluate('IR', 'UK'), evaluate('IR', 'DE')]]);
  });

  test('a program without criteria is not evaluated when it opens (L-01)', () => {
    expect(askedAfter(...contoso, defined('OPEN', []), opened('OPEN'))).toEqual([]);
  });

  test('a closed location is not evaluated, nor is closing a reason to', () => {
    const closing = [...contoso, closed('UK', '2023-08-01')];
    expect(askedAfter(...closing)).toEqual([]);
    expect(
      askedAfter(
        ...closing,
        atLocation('UK', '2023-08-02', 'DesignationEnded', { designation: 'Gold' }),
      ),
    ).toEqual([]);
  });

  test('a location nobody registered is not evaluated', () => {
    expect(
      askedAfter(
        ...contoso,
        atLocation('DE', '2023-08-02', 'DesignationEnded', { designation: 'Gold' }),
      ),
    ).toEqual([]);
  });
});
