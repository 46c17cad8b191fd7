import type { PartnerId, ProgramId } from '@partner-incentives/domain';
import { describe, expect, test } from '@jest/globals';
import { views } from '../src/views.js';
import { asked, given } from './ask.js';
import {
  account,
  chosen,
  details,
  enrollment,
  inProgress,
  invited,
  payoutRules,
  program,
} from './contoso.js';

const irUk = { programId: 'IR' as ProgramId, pla: 'UK' as PartnerId };
const see = (world: ReturnType<typeof given>, viewer = 'ines', what = irUk) =>
  views.prompt(world.rows, { ...asked(viewer, '2024-03-04'), ...what });
const rulesNow = (changes: object) =>
  program('IR', 'PayoutRulesChanged', {
    payoutRules: { ...payoutRules, ...changes },
    from: '2024-02-01T00:00:00.000Z',
  });

describe('the enrollment prompt (E-04)', () => {
  test('scenario 22: prefilled with the default, Tax1 offered; with Tax1 chosen the prompt is Submit', () => {
    const captured = {
      prefill: { bankProfileId: 'Bank1', currency: 'EUR' },
      taxProfileIds: ['Tax1'],
    };
    expect(see(given(...inProgress))).toEqual([
      { prompt: 'Continue', missing: ['TaxProfile'], ...captured },
    ]);
    expect(see(given(...chosen))).toEqual([{ prompt: 'Submit', missing: [], ...captured }]);
  });

  test('scenario 23: a form that the tax profile lacks makes it Continue', () => {
    expect(see(given(...chosen, rulesNow({ taxForms: [{ form: 'W-8' }] })))).toMatchObject([
      { prompt: 'Continue', missing: [{ code: 'TaxForm', form: 'W-8' }] },
    ]);
  });

  test('scenario 26: a paying entity without a bank profile makes it Continue', () => {
    expect(see(given(...chosen, rulesNow({ payingEntities: ['MIOL', 'MCorp'] })))).toMatchObject([
      { prompt: 'Continue', missing: [{ code: 'BankProfile', payingEntity: 'MCorp' }] },
    ]);
  });

  test('a default whose bank profile needs action makes it Continue (T-24)', () => {
    const verdict = account(
      'BankProfileActionRequired',
      { bankProfileId: 'Bank1', reasons: ['BankDetailsInvalid'] },
      '2024-03-03',
    );
    expect(see(given(...chosen, verdict))).toMatchObject([
      { prompt: 'Continue', missing: ['BankProfileActionRequired'] },
    ]);
  });

  test('without a default nothing is prefilled', () => {
    const started = enrollment(
      'IR',
      'UK',
      'EnrollmentStarted',
      { fy: 2024, by: 'ines', taxProfileIds: [], draft: { bank: [] } },
      '2024-03-01',
    );
    expect(see(given(...invited, started))).toEqual([
      {
        prompt: 'Continue',
        missing: [{ code: 'BankProfile', payingEntity: 'MIOL' }, 'TaxProfile', 'Currency'],
        taxProfileIds: [],
      },
    ]);
  });

  test('the draft is what counts while another submission is judged (E-14)', () => {
    const edited = enrollment(
      'IR',
      'UK',
      'PayoutDetailsChosen',
      { details: { bank: details.bank, taxProfileId: 'Tax1' }, by: 'ines' },
      '2024-03-03',
    );
    expect(see(given(...chosen, edited))).toMatchObject([{ missing: ['Currency'] }]);
  });

  test('nothing is prompted before the start, nor after the end', () => {
    expect(see(given(...invited))).toEqual([]);
    const ended = enrollment(
      'IR',
      'UK',
      'EnrollmentEnded',
      { endReason: 'OptedOut', at: '2024-03-03T00:00:00.000Z' },
      '2024-03-03',
    );
    expect(see(given(...chosen, ended))).toEqual([]);
  });

  test('only an incentives admin in scope sees payout details (R-10)', () => {
    const world = given(...chosen);
    for (const viewer of ['ulf', 'ivan', 'gina', 'stranger'])
      expect(see(world, viewer)).toEqual([]);
    expect(see(world, 'ines', { ...irUk, pla: 'MARS' as PartnerId })).toEqual([]);
  });
});
