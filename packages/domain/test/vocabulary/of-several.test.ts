import { describe, expect, test } from '@jest/globals';
import { missing } from '../../src/vocabulary/completeness.js';
import { isMet } from '../../src/vocabulary/eligibility-rules.js';
import {
  bank,
  code,
  contoso,
  country,
  details,
  entity,
  instant,
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
