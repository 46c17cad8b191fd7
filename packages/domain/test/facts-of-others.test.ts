import { describe, expect, test } from '@jest/globals';
import { currentPolicy } from '../src/vocabulary/policy.js';
import { contoso } from './contoso.js';

const at = '2024-01-10';
const fact = { kind: 'Membership' };
const profile = { bankProfileId: 'B1', pga: 'Contoso' };

describe('what a decision reads of other streams (§3.1)', () => {
  test.each([
    { type: 'CloseLocation' as const },
    { type: 'CompletePmcMigration' as const },
    { type: 'RecordFirstTransaction' as const },
    { type: 'ActivateAgreement' as const, kind: 'MpnAgreement' },
    { type: 'LapseAgreement' as const, kind: 'MpnAgreement' },
    { type: 'RecordDesignation' as const, designation: 'Gold' },
    { type: 'EndDesignation' as const, designation: 'Gold' },
    { type: 'RecordCriterionFact' as const, fact },
    { type: 'EndCriterionFact' as const, fact },
    {
      type: 'RecordTaxVerdict' as const,
      taxProfileId: 'T1',
      verdict: 'invalid',
      reasons: ['TaxFormMissing'],
    },
    { type: 'ExpireTaxProfile' as const, taxProfileId: 'T1' },
  ])('about a location Microsoft needs none: $type', (command) => {
    expect(contoso.facts('MS', at, { pla: 'UK', ...command })).toStrictEqual({
      policy: currentPolicy,
      account: undefined,
      namesAccount: false,
      unknownPrograms: [],
    });
  });

  test.each([
    { type: 'AssignAccountRole' as const, userId: 'nils', role: 'AA' },
    { type: 'RevokeAccountRole' as const, userId: 'nils', role: 'AA' },
    {
      type: 'RevokeRole' as const,
      userId: 'nils',
      role: 'IA',
      location: 'all',
    },
    {
      type: 'RecordBankVerdict' as const,
      ...profile,
      verdict: 'invalid',
      reasons: ['BankDetailsInvalid'],
    },
  ])('the account decides alone about $type', (command) => {
    expect(contoso.facts('gina', at, { pga: 'Contoso', ...command })).toStrictEqual({
      policy: currentPolicy,
      emailTaken: false,
      tenantOf: undefined,
      location: undefined,
      namesAccount: false,
      unknownPrograms: [],
    });
  });

  test('a location that is none may be an account (L-04, R-03)', () => {
    const names = (pla: string) =>
      contoso.facts('gina', at, {
        type: 'RevokeRole',
        pga: 'Contoso',
        userId: 'nils',
        role: 'IA',
        location: pla,
      });
    expect(names('UK')).toMatchObject({ namesAccount: false });
    expect(names('Contoso')).toMatchObject({ namesAccount: true });
    expect(names('Fabrikam')).toMatchObject({ namesAccount: true });
    expect(names('Nowhere')).toMatchObject({ namesAccount: false });
  });
});
