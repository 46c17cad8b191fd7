import { describe, expect, test } from '@jest/globals';
import * as E from 'fp-ts/lib/Either.js';
import { Criterion } from '../../src/vocabulary/criteria.js';
import { isMet, judge } from '../../src/vocabulary/eligibility-rules.js';
import { Instant } from '../../src/vocabulary/instant.js';
import type { LocationFacts } from '../../src/vocabulary/location-facts.js';
import { contoso } from '../contoso.js';
import type { History, Json } from '../history.js';

const at = '2024-01-10';
const location = (...commands: ReadonlyArray<Json>): LocationFacts =>
  commands
    .reduce<History>((given, command) => given.after('MS', at, { pla: 'UK', ...command }), contoso)
    .state('partnerLocation-UK') as LocationFacts;

const criterion = (json: object): Criterion => {
  const decoded = Criterion.decode(json);
  if (E.isLeft(decoded)) throw new Error(`not a criterion: ${JSON.stringify(json)}`);
  return decoded.right;
};
const instant = (day: string): Instant => {
  const text = `${day}T00:00:00.000Z`;
  if (!Instant.is(text)) throw new Error(`not an instant: ${text}`);
  return text;
};
const fact = (json: object): Json => ({ type: 'RecordCriterionFact', fact: json });
const designation = (name: string): Json => ({ type: 'RecordDesignation', designation: name });
const agreement = (more: object = {}): Json => ({
  type: 'ActivateAgreement',
  kind: 'MpnAgreement',
  ...more,
});

const mpn = { kind: 'ActiveAgreement', agreement: 'MpnAgreement' };
const revenue = (amountUsd: number) => ({ kind: 'TrailingRevenue', amountUsd });

describe('when a criterion is met (§4.1)', () => {
  test.each<readonly [string, object, ReadonlyArray<Json>, boolean]>([
    ['no agreement', mpn, [], false],
    ['the agreement', mpn, [agreement()], true],
    ['an agreement of another kind', mpn, [agreement({ kind: 'ResellerAgreement' })], false],
    ['an agreement from that instant', mpn, [agreement({ from: '2024-03-01' })], true],
    ['an agreement from later', mpn, [agreement({ from: '2024-03-02' })], false],
    ['an agreement until that instant', mpn, [agreement({ until: '2024-03-01' })], false],
    ['an agreement until later', mpn, [agreement({ until: '2024-03-02' })], true],
    ['no designation', { kind: 'Designation', min: 1 }, [], false],
    ['one designation', { kind: 'Designation', min: 1 }, [designation('Gold')], true],
    ['one of two designations', { kind: 'Designation', min: 2 }, [designation('Gold')], false],
    [
      'two designations',
      { kind: 'Designation', min: 2 },
      [designation('Gold'), designation('Silver')],
      true,
    ],
    [
      'a designation that does not count',
      { kind: 'Designation', min: 1, anyOf: ['Azure', 'Security'] },
      [designation('Gold')],
      false,
    ],
    [
      'a designation that counts among others',
      { kind: 'Designation', min: 1, anyOf: ['Azure', 'Security'] },
      [designation('Gold'), designation('Security')],
      true,
    ],
    ['no membership', { kind: 'Membership' }, [], false],
    ['membership', { kind: 'Membership' }, [fact({ kind: 'Membership' })], true],
    ['no transaction', { kind: 'FirstTransaction' }, [], false],
    ['a transaction', { kind: 'FirstTransaction' }, [{ type: 'RecordFirstTransaction' }], true],
    [
      'another role in CSP',
      { kind: 'CspRole', role: 'DirectReseller' },
      [fact({ kind: 'CspRole', role: 'IndirectReseller' })],
      false,
    ],
    [
      'the role in CSP',
      { kind: 'CspRole', role: 'DirectReseller' },
      [fact({ kind: 'CspRole', role: 'DirectReseller' })],
      true,
    ],
    ['no revenue', revenue(25_000), [], false],
    ['a dollar short', revenue(25_000), [fact(revenue(24_999))], false],
    ['just the revenue', revenue(25_000), [fact(revenue(25_000))], true],
    ['another code', { kind: 'Custom', code: 'x' }, [fact({ kind: 'Custom', code: 'y' })], false],
    ['the code', { kind: 'Custom', code: 'x' }, [fact({ kind: 'Custom', code: 'x' })], true],
  ])('%s', (_, json, commands, met) => {
    expect(isMet(criterion(json), location(...commands), instant('2024-03-01'))).toBe(met);
  });

  test('a first transaction counts from its instant on', () => {
    const traded = location({ type: 'RecordFirstTransaction' });
    const first = criterion({ kind: 'FirstTransaction' });
    expect(isMet(first, traded, instant('2024-01-09'))).toBe(false);
    expect(isMet(first, traded, instant('2024-01-10'))).toBe(true);
  });

  test.each([
    { kind: 'Designation', min: 0 },
    { kind: 'Designation', min: 1.5 },
    { kind: 'TrailingRevenue', amountUsd: -1 },
    { kind: 'TrailingRevenue', amountUsd: 1, months: 0 },
    { kind: 'ActiveAgreement' },
    { kind: 'Membership', extra: [] },
    { kind: 'Luck' },
  ])('%j: what is malformed is refused, what is unknown beside is dropped', (json) => {
    const decoded = Criterion.decode(json);
    expect(E.isRight(decoded) ? decoded.right : 'refused').toEqual(
      'extra' in json ? { kind: 'Membership' } : 'refused',
    );
  });
});

describe('judge (L-01, L-02)', () => {
  test('sorts the criteria into met and unmet, each in the program’s order', () => {
    const criteria = [mpn, { kind: 'Membership' }, revenue(1), { kind: 'FirstTransaction' }].map(
      criterion,
    );
    const facts = location(fact(revenue(5)), agreement());
    expect(judge(criteria, facts, instant('2024-03-01'))).toEqual({
      met: [mpn, revenue(1)],
      unmet: [{ kind: 'Membership' }, { kind: 'FirstTransaction' }],
    });
  });

  test('no criteria are all met (L-01)', () => {
    expect(judge([], location(), instant('2024-03-01'))).toEqual({ met: [], unmet: [] });
  });
});
