import { describe, expect, test } from '@jest/globals';
import { contoso } from '../contoso.js';
import type { History } from '../history.js';

const at = '2024-01-10';
const expiry = '2024-09-30';
const data = { pla: 'UK', taxProfileId: 'tax1', country: 'GB', forms: ['W-8', 'VAT'] };
const create = { ...data, type: 'CreateTaxProfile' as const, expiresOn: expiry };
const update = { ...create, type: 'UpdateTaxProfile' as const };
const verdict = {
  type: 'RecordTaxVerdict' as const,
  pla: 'UK',
  taxProfileId: 'tax1',
  verdict: 'valid',
};
const invalid = { ...verdict, verdict: 'invalid', reasons: ['TaxFormMissing'] };
const expire = { type: 'ExpireTaxProfile' as const, pla: 'UK', taxProfileId: 'tax1' };
const ids = { pga: 'Contoso', pla: 'UK', taxProfileId: 'tax1' };

const created = contoso.after('ines', at, create);
const approved = created.after('MS', at, verdict);
const expired = approved.after('MS', expiry, expire);

const profiles = (given: History) => {
  const { taxProfiles } = given.state('partnerLocation-UK') as { readonly taxProfiles: unknown };
  return taxProfiles;
};

describe('CreateTaxProfile (T-04, T-05)', () => {
  test('given an incentives admin of the location, then TaxProfileCreated, pending', () => {
    expect(contoso.recorded('ines', at, create)).toEqual({
      ...ids,
      country: 'GB',
      forms: ['W-8', 'VAT'],
      expiresOn: '2024-09-30T00:00:00.000Z',
      by: 'ines',
    });
    expect(profiles(created)).toEqual([
      {
        taxProfileId: 'tax1',
        country: 'GB',
        forms: ['W-8', 'VAT'],
        expiresOn: '2024-09-30T00:00:00.000Z',
        status: 'PendingValidation',
      },
    ]);
  });

  test('given the same again, then nothing (V-06), whatever became of it', () => {
    expect(created.outcome('ines', at, create)).toEqual([]);
    expect(approved.outcome('ines', at, { ...create, forms: ['VAT', 'W-8'] })).toEqual([]);
  });

  test.each([{ country: 'FR' }, { forms: ['W-8'] }, { expiresOn: '2025-01-01' }])(
    'given the id with other data (%j), then ProfileExists',
    (other) => {
      expect(created.recorded('ines', at, { ...create, ...other })).toEqual({
        _tag: 'ProfileExists',
        rule: '§5.1',
        fixableBy: ['ines'],
        profileId: 'tax1',
      });
    },
  );
});

describe('UpdateTaxProfile', () => {
  test.each([
    ['approved', approved],
    ['expired', expired],
    ['to be fixed', created.after('MS', at, invalid)],
  ])('given a profile that is %s, then it is pending again with the new data', (_, given) => {
    const renewed = given.after('ines', expiry, { ...update, expiresOn: '2026-09-30' });
    expect(profiles(renewed)).toEqual([
      {
        taxProfileId: 'tax1',
        country: 'GB',
        forms: ['W-8', 'VAT'],
        expiresOn: '2026-09-30T00:00:00.000Z',
        status: 'PendingValidation',
      },
    ]);
  });

  test('given it has no expiry any more, then the date is gone', () => {
    const { expiresOn: _, ...undated } = update;
    expect(profiles(created.after('ines', at, undated))).toEqual([
      { taxProfileId: 'tax1', country: 'GB', forms: ['W-8', 'VAT'], status: 'PendingValidation' },
    ]);
  });

  test('given a pending profile, the same data are nothing; once judged they ask for validation again (V-06)', () => {
    expect(created.outcome('ines', at, update)).toEqual([]);
    expect(approved.outcome('ines', at, update)).toEqual(['TaxProfileUpdated']);
  });

  test('given no such profile, then UnknownProfile', () => {
    expect(contoso.recorded('ines', at, update)).toEqual({
      _tag: 'UnknownProfile',
      rule: 'T-04',
      fixableBy: ['ines'],
      profileIds: ['tax1'],
    });
  });

  test('other profiles of the location are left alone', () => {
    const two = approved.after('ines', at, { ...create, taxProfileId: 'tax2' });
    expect(profiles(two.after('ines', at, { ...update, country: 'FR' }))).toMatchObject([
      { taxProfileId: 'tax1', country: 'FR', status: 'PendingValidation' },
      { taxProfileId: 'tax2', country: 'GB', status: 'PendingValidation' },
    ]);
    expect(profiles(two)).toMatchObject([{ status: 'Approved' }, { status: 'PendingValidation' }]);
  });
});

describe('RecordTaxVerdict (§5.4)', () => {
  test('given a pending profile, then TaxProfileApproved, or TaxProfileActionRequired with its reasons', () => {
    expect(created.recorded('MS', at, verdict)).toEqual(ids);
    expect(created.recorded('MS', at, invalid)).toEqual({ ...ids, reasons: ['TaxFormMissing'] });
    expect(profiles(created.after('MS', at, invalid))).toMatchObject([
      { status: 'ActionRequired' },
    ]);
  });

  test('rejections come in order: UnknownProfile, NotPending, ReasonsRequired', () => {
    const { reasons: _, ...without } = invalid;
    expect(approved.outcome('MS', at, { ...without, taxProfileId: 'tax2' })).toBe('UnknownProfile');
    expect(approved.recorded('MS', at, without)).toMatchObject({
      _tag: 'NotPending',
      status: 'Approved',
    });
    expect(created.outcome('MS', at, without)).toBe('ReasonsRequired');
    expect(created.outcome('MS', at, { ...invalid, reasons: [] })).toBe('ReasonsRequired');
  });
});

describe('ExpireTaxProfile (T-05)', () => {
  test('given its date has come, whatever its state, then TaxProfileExpired; again is nothing', () => {
    expect(approved.recorded('MS', expiry, expire)).toEqual(ids);
    expect(created.outcome('MS', expiry, expire)).toEqual(['TaxProfileExpired']);
    expect(profiles(expired)).toMatchObject([{ status: 'Expired' }]);
    expect(expired.outcome('MS', expiry, expire)).toEqual([]);
  });

  test('given the instant before, then NotYetExpired', () => {
    expect(approved.recorded('MS', '2024-09-29T23:59:59.999Z', expire)).toEqual({
      _tag: 'NotYetExpired',
      rule: 'T-05',
      fixableBy: [],
      profileId: 'tax1',
      expiresOn: '2024-09-30T00:00:00.000Z',
    });
  });

  test('given it has no date, then NotYetExpired', () => {
    const undated = contoso.after('ines', at, { ...data, type: 'CreateTaxProfile' });
    expect(undated.recorded('MS', expiry, expire)).toMatchObject({
      _tag: 'NotYetExpired',
      expiresOn: null,
    });
  });

  test('given no such profile, then UnknownProfile', () => {
    expect(contoso.outcome('MS', expiry, expire)).toBe('UnknownProfile');
  });
});
