import { describe, expect, test } from '@jest/globals';
import type { AccountFacts } from '../../src/vocabulary/account-facts.js';
import { contoso } from '../contoso.js';
import type { History } from '../history.js';

const at = '2024-01-10';
const main = {
  pga: 'Contoso',
  pla: 'UK',
  bankProfileId: 'bank1',
  name: 'Main',
  country: 'GB',
  paymentMethod: 'BankTransfer',
  currencies: ['GBP', 'EUR'],
  accountRef: 'vault-1',
};
const create = { ...main, type: 'CreateBankProfile' as const };
const edit = { ...main, type: 'EditBankProfile' as const };
const verdict = {
  type: 'RecordBankVerdict' as const,
  pga: 'Contoso',
  bankProfileId: 'bank1',
  verdict: 'valid',
};
const invalid = { ...verdict, verdict: 'invalid', reasons: ['BankDetailsInvalid'] };

const created = contoso.after('ines', at, create);
const approved = created.after('MS', at, verdict);

const statuses = (given: History) =>
  (given.state('partnerAccount-Contoso') as AccountFacts).bankProfiles.map(({ status }) => status);

describe('CreateBankProfile (T-01, T-02, T-03)', () => {
  test('given an incentives admin of any location of the account, then BankProfileCreated, pending', () => {
    const { type: _, ...data } = create;
    expect(contoso.recorded('ines', at, create)).toEqual({ ...data, by: 'ines' });
    expect(contoso.outcome('ivan', at, { ...create, pla: 'FR' })).toEqual(['BankProfileCreated']);
    expect(statuses(created)).toEqual(['PendingValidation']);
  });

  test('given the same again, also from another location or with currencies in another order, then nothing (V-06)', () => {
    expect(approved.outcome('ines', at, create)).toEqual([]);
    expect(created.outcome('ivan', at, { ...create, pla: 'FR' })).toEqual([]);
    expect(created.outcome('ines', at, { ...create, currencies: ['EUR', 'GBP'] })).toEqual([]);
  });

  test.each([
    { name: 'Other' },
    { country: 'FR' },
    { paymentMethod: 'CreditNote' },
    { accountRef: 'vault-2' },
    { currencies: ['GBP'] },
    { currencies: undefined },
  ])('given the id with other data (%j), then ProfileExists', (other) => {
    const { currencies, ...rest } = { ...create, ...other };
    const changed = currencies === undefined ? rest : { ...rest, currencies };
    expect(created.recorded('ines', at, changed)).toMatchObject({
      _tag: 'ProfileExists',
      fixableBy: ['ines'],
    });
  });

  test('given another profile of that name in the company, then DuplicateName', () => {
    expect(created.recorded('ivan', at, { ...create, pla: 'FR', bankProfileId: 'bank2' })).toEqual({
      _tag: 'DuplicateName',
      rule: 'T-02',
      fixableBy: ['ivan'],
      name: 'Main',
    });
  });

  test('given a location of another account, then ForeignLocation even for its own incentives admin', () => {
    const foreign = contoso
      .after('fred', at, {
        type: 'AssignRole',
        pga: 'Fabrikam',
        userId: 'fred',
        role: 'IA',
        location: 'US',
        programs: 'all',
      })
      .after('anna', at, {
        type: 'AssignRole',
        pga: 'Contoso',
        userId: 'nils',
        role: 'IA',
        location: 'all',
        programs: 'all',
      });
    expect(foreign.outcome('fred', at, { ...create, pla: 'US' })).toBe('ForeignLocation');
    expect(foreign.outcome('nils', at, { ...create, pla: 'US' })).toBe('ForeignLocation');
  });

  test('rejections come in order: UnknownAccount, UnknownLocation, NotIncentivesAdmin, NotALocation', () => {
    expect(contoso.outcome('ulf', at, { ...create, pga: 'Nowhere', pla: 'XX' })).toBe(
      'UnknownAccount',
    );
    expect(contoso.outcome('ulf', at, { ...create, pla: 'XX' })).toBe('UnknownLocation');
    expect(contoso.recorded('ulf', at, { ...create, pla: 'Contoso' })).toMatchObject({
      _tag: 'NotIncentivesAdmin',
      fixableBy: ['anna', 'gina'],
    });
    const everywhere = contoso.after('anna', at, {
      type: 'AssignRole',
      pga: 'Contoso',
      userId: 'ulf',
      role: 'IA',
      location: 'all',
      programs: 'all',
    });
    expect(everywhere.outcome('ulf', at, { ...create, pla: 'Contoso' })).toBe('NotALocation');
  });
});

describe('EditBankProfile (T-03)', () => {
  test('given an approved profile, when it is edited, then it is pending again', () => {
    const edited = approved.after('ines', at, { ...edit, name: 'Renamed' });
    expect(statuses(approved)).toEqual(['Approved']);
    expect(edited.state('partnerAccount-Contoso')).toMatchObject({
      bankProfiles: [{ bankProfileId: 'bank1', name: 'Renamed', status: 'PendingValidation' }],
    });
  });

  test('given a pending profile, the same data are nothing; once judged they ask for validation again (V-06)', () => {
    expect(created.outcome('ines', at, edit)).toEqual([]);
    expect(approved.outcome('ines', at, edit)).toEqual(['BankProfileEdited']);
    expect(created.after('MS', at, invalid).outcome('ines', at, edit)).toEqual([
      'BankProfileEdited',
    ]);
  });

  test('given no such profile, then UnknownProfile; given the name is another’s, then DuplicateName', () => {
    const two = created.after('ines', at, { ...create, bankProfileId: 'bank2', name: 'Second' });
    expect(two.recorded('ines', at, { ...edit, bankProfileId: 'bank3' })).toMatchObject({
      _tag: 'UnknownProfile',
      fixableBy: ['ines'],
      profileIds: ['bank3'],
    });
    expect(two.outcome('ines', at, { ...edit, name: 'Second' })).toBe('DuplicateName');
    expect(two.outcome('ines', at, { ...edit, country: 'FR' })).toEqual(['BankProfileEdited']);
  });
});

describe('RecordBankVerdict (T-03, §5.4)', () => {
  test('given a pending profile, then BankProfileApproved, or BankProfileActionRequired with its reasons', () => {
    expect(created.recorded('MS', at, verdict)).toEqual({
      pga: 'Contoso',
      bankProfileId: 'bank1',
    });
    expect(created.recorded('MS', at, invalid)).toEqual({
      pga: 'Contoso',
      bankProfileId: 'bank1',
      reasons: ['BankDetailsInvalid'],
    });
    expect(statuses(created.after('MS', at, invalid))).toEqual(['ActionRequired']);
  });

  test('given a profile that awaits no verdict, then NotPending', () => {
    expect(approved.recorded('MS', at, verdict)).toEqual({
      _tag: 'NotPending',
      rule: 'T-03',
      fixableBy: [],
      profileId: 'bank1',
      status: 'Approved',
    });
  });

  test('given an invalid verdict without reasons, then ReasonsRequired', () => {
    const { reasons: _, ...without } = invalid;
    expect(created.outcome('MS', at, without)).toBe('ReasonsRequired');
    expect(created.outcome('MS', at, { ...invalid, reasons: [] })).toBe('ReasonsRequired');
  });

  test('rejections come in order: NotAuthorized, UnknownAccount, UnknownProfile, NotPending, ReasonsRequired', () => {
    const nowhere = { ...invalid, pga: 'Nowhere', reasons: [] };
    expect(approved.outcome('ines', at, nowhere)).toBe('NotAuthorized');
    expect(approved.outcome('MS', at, nowhere)).toBe('UnknownAccount');
    expect(approved.outcome('MS', at, { ...invalid, bankProfileId: 'bank2' })).toBe(
      'UnknownProfile',
    );
    expect(approved.outcome('MS', at, { ...invalid, reasons: [] })).toBe('NotPending');
  });
});
