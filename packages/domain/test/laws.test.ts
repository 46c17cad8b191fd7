import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { foldOf } from '../src/aggregates.js';
import type { Event } from '../src/catalogue.js';
import { contoso } from './contoso.js';

const at = '2024-01-10';
const later = '2024-02-01';
const bank = {
  pga: 'Contoso',
  pla: 'UK',
  bankProfileId: 'bank1',
  name: 'Main',
  country: 'GB',
  paymentMethod: 'BankTransfer',
  accountRef: 'vault-1',
};
const tax = { pla: 'UK', taxProfileId: 'tax1', country: 'GB', forms: ['W-8'], expiresOn: later };
const everywhere = { pga: 'Contoso', userId: 'nils', role: 'IA', location: 'all' };
const uk = { pla: 'UK' };
const ir = { programId: 'IR' };

/** Every event type of the aggregates that others read as of an instant. */
const story = contoso
  .after('ines', at, { ...bank, type: 'CreateBankProfile' })
  .after('MS', at, { ...bank, type: 'RecordBankVerdict', verdict: 'valid' })
  .after('ines', at, { ...bank, type: 'EditBankProfile', name: 'Renamed' })
  .after('MS', at, {
    ...bank,
    type: 'RecordBankVerdict',
    verdict: 'invalid',
    reasons: ['DocumentMissing'],
  })
  .after('gina', at, { type: 'RevokeAccountRole', pga: 'Contoso', userId: 'max', role: 'MPA' })
  .after('anna', at, { ...everywhere, type: 'AssignRole', programs: ['IR', 'DB'] })
  .after('anna', at, { ...everywhere, type: 'RevokeRole', programs: ['IR'] })
  .after('anna', at, {
    ...everywhere,
    type: 'RevokeRole',
    userId: 'ulf',
    role: 'IU',
    location: 'UK',
  })
  .after('MS', at, { ...uk, type: 'CompletePmcMigration' })
  .after('MS', at, { ...uk, type: 'RecordFirstTransaction' })
  .after('ines', at, { ...uk, type: 'CompleteIncentivesUserSetup' })
  .after('MS', at, { ...uk, type: 'ActivateAgreement', kind: 'MpnAgreement', until: later })
  .after('MS', at, { ...uk, type: 'LapseAgreement', kind: 'MpnAgreement' })
  .after('MS', at, { ...uk, type: 'RecordDesignation', designation: 'Gold' })
  .after('MS', at, { ...uk, type: 'EndDesignation', designation: 'Gold' })
  .after('MS', at, { ...uk, type: 'RecordCriterionFact', fact: { kind: 'Membership' } })
  .after('MS', at, { ...uk, type: 'EndCriterionFact', fact: { kind: 'Membership' } })
  .after('ines', at, { ...tax, type: 'CreateTaxProfile' })
  .after('MS', at, { ...tax, type: 'RecordTaxVerdict', verdict: 'valid' })
  .after('ines', at, { ...tax, type: 'UpdateTaxProfile', forms: [] })
  .after('MS', at, {
    ...tax,
    type: 'RecordTaxVerdict',
    verdict: 'invalid',
    reasons: ['TaxFormMissing'],
  })
  .after('MS', later, { ...tax, type: 'ExpireTaxProfile' })
  .after('ines', later, { ...bank, type: 'SetDefaultBankProfile', currency: 'GBP' })
  .after('ines', later, { ...uk, type: 'RemoveDefaultBankProfile' })
  .after('MS', later, { ...uk, type: 'CloseLocation' })
  .after('MS', at, { ...ir, type: 'ScheduleTerm', fy: 2024 })
  .after('MS', at, { ...ir, type: 'ScheduleTerm', fy: 2025 })
  .after('MS', at, { ...ir, type: 'ExtendTerm', fy: 2024, endsAt: '2024-10-01' })
  .after('MS', at, { ...ir, type: 'OpenProgram' })
  .after('MS', at, { ...ir, type: 'CloseProgram' })
  .after('MS', at, { ...ir, type: 'ChangeCriteria', criteria: [], fromFy: 2025 })
  .after('MS', at, {
    ...ir,
    type: 'ChangePayoutRules',
    payoutRules: { paymentMethods: [], currencies: ['EUR'], payingEntities: [], taxForms: [] },
    from: later,
  })
  .after('MS', later, { ...ir, type: 'DiscontinueProgram' })
  .after('MS', at, { type: 'EvaluateEligibility', programId: 'DB', pla: 'FR' });

const streams = [
  'partnerAccount-Contoso',
  'partnerLocation-UK',
  'program-IR',
  'eligibility-DB_FR',
  'tenant-contoso.com',
];

const folded = (stream: string, events: ReadonlyArray<Event>): unknown => {
  const fold = foldOf(stream.slice(0, stream.indexOf('-')));
  return events.reduce((state, event) => fold.evolve(state, frozen(event)), fold.initial);
};

/** Writing to what was handed in fails. */
const frozen = <Value>(value: Value): Value => {
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(frozen);
  return Object.freeze(value);
};

describe('laws of the fact aggregates', () => {
  test.each(streams)(
    '%s: any subsequence folds without a throw (as of, architecture §6)',
    (stream) => {
      const events = story.events(stream);
      fc.assert(
        fc.property(fc.subarray([...events]), (subsequence) => {
          expect(() => folded(stream, subsequence)).not.toThrow();
        }),
      );
    },
  );

  test.each(streams)(
    '%s: its state is plain JSON, so that a read model’s row is the same fold',
    (stream) => {
      const state = folded(stream, story.events(stream));
      expect(state).toBeDefined();
      expect(JSON.parse(JSON.stringify(state))).toStrictEqual(state);
    },
  );

  test.each(streams)('%s: what evolve was given stays as it was', (stream) => {
    const fold = foldOf(stream.slice(0, stream.indexOf('-')));
    expect(() =>
      story
        .events(stream)
        .reduce((state, event) => frozen(fold.evolve(state, event)), fold.initial),
    ).not.toThrow();
  });

  test('the same command on the same facts is decided the same, and leaves them alone', () => {
    const command = { ...everywhere, type: 'AssignRole' as const, programs: ['DB'] };
    const first = story.when('anna', later, command);
    expect(story.when('anna', later, command)).toStrictEqual(first);
    expect(story.outcome('anna', later, command)).toEqual([]);
  });
});
