import { describe, expect, test } from '@jest/globals';
import { holdsInScope } from '../../src/vocabulary/authority.js';
import { missing } from '../../src/vocabulary/completeness.js';
import { Criterion } from '../../src/vocabulary/criteria.js';
import { isMet } from '../../src/vocabulary/eligibility-rules.js';
import { plusHours } from '../../src/vocabulary/instant.js';
import { criteriaIn, payoutRulesAt } from '../../src/vocabulary/program-facts.js';
import { optedOutThisYear } from '../../src/vocabulary/restartable.js';
import {
  bank,
  code,
  contoso,
  country,
  details,
  entity,
  fy,
  instant,
  ir,
  rules,
  uk,
} from '../enrollment/contoso.js';

const at = instant('2024-03-01');
const [first] = details.bank;
const two = {
  ...details,
  bank: [
    { payingEntity: entity('MIOL'), bankProfileId: bank('B1').bankProfileId },
    { payingEntity: entity('MSFT'), bankProfileId: bank('B2').bankProfileId },
  ],
};
const lacks = (chosen: typeof details, banks: typeof contoso.bankProfiles, more: object = {}) =>
  missing(
    chosen,
    { ...rules, ...more },
    { account: { ...contoso, bankProfiles: banks }, location: uk },
    at,
  );
const abroad = { ...bank('B2'), country: country('RU') };
const forbidden = { forbiddenCountries: [{ bank: country('RU'), location: uk.country }] };

describe('of several bank profiles, those chosen count (§5.3)', () => {
  test('each of them, and none else, can ask for action', () => {
    expect(first).toBeDefined();
    expect(lacks(two, [bank('B1'), bank('B2', 'ActionRequired')])).toContain(
      'BankProfileActionRequired',
    );
    expect(lacks(two, [bank('B1'), bank('B2'), bank('B3', 'ActionRequired')])).not.toContain(
      'BankProfileActionRequired',
    );
  });

  test('each of them, and none else, can be of a country that does not go with the location’s', () => {
    expect(lacks(two, [bank('B1'), abroad], forbidden)).toContain('CountryCombinationNotAllowed');
    expect(lacks(two, [bank('B1'), bank('B2')], forbidden)).not.toContain(
      'CountryCombinationNotAllowed',
    );
    expect(
      lacks(
        two,
        [bank('B1'), bank('B2'), { ...abroad, bankProfileId: bank('B3').bankProfileId }],
        forbidden,
      ),
    ).not.toContain('CountryCombinationNotAllowed');
  });

  test('without an account or a location there are no profiles', () => {
    const nowhere = { account: undefined, location: undefined };
    expect(missing(details, { ...rules, ...forbidden }, nowhere, at)).toEqual(['TaxProfile']);
  });
});

describe('of several facts, one that fits is enough (§4.1)', () => {
  const among = (...criterionFacts: typeof uk.criterionFacts) => ({ ...uk, criterionFacts });

  test('a role in CSP, a code', () => {
    const location = among(
      { kind: 'Membership' },
      { kind: 'CspRole', role: 'IndirectReseller' },
      { kind: 'CspRole', role: 'DirectReseller' },
      { kind: 'Custom', code: code('x') },
      { kind: 'Custom', code: code('y') },
    );
    expect(isMet({ kind: 'CspRole', role: 'DirectReseller' }, location, at)).toBe(true);
    expect(isMet({ kind: 'CspRole', role: 'IndirectProvider' }, location, at)).toBe(false);
    expect(isMet({ kind: 'Custom', code: code('y') }, location, at)).toBe(true);
    expect(isMet({ kind: 'Custom', code: code('z') }, location, at)).toBe(false);
  });
});

describe('where there is nothing to look among', () => {
  test('a program without criteria or rules asks for nothing (§3.2)', () => {
    expect(criteriaIn({ ...ir, criteria: [] }, fy(2024))).toEqual([]);
    expect(payoutRulesAt({ ...ir, payoutRules: [] }, at)).toEqual({
      paymentMethods: [],
      currencies: [],
      payingEntities: [],
      taxForms: [],
    });
  });

  test('without an account nobody holds a role in scope (§2.1)', () => {
    expect(holdsInScope('ines', ['GA'], undefined, undefined, 'any')).toBe(false);
  });

  test('who opted out in no fiscal year may come back between terms (E-13)', () => {
    const between = { ...ir, terms: [] };
    expect(optedOutThisYear({ endReason: 'OptedOut' }, between, at)).toBe(false);
  });

  test('a criterion may ask for no revenue at all (§4.1)', () => {
    expect(Criterion.is({ kind: 'TrailingRevenue', amountUsd: 0 })).toBe(true);
    expect(Criterion.is({ kind: 'TrailingRevenue', amountUsd: -1 })).toBe(false);
  });

  test('the last day of four hundred years is a day (E-11)', () => {
    expect(plusHours(instant('2000-02-28'), 24)).toBe(instant('2000-02-29'));
    expect(plusHours(instant('2000-02-29'), 24)).toBe(instant('2000-03-01'));
  });
});
