import { describe, expect, test } from '@jest/globals';
import { contoso } from '../contoso.js';

const at = '2024-01-10';
const later = '2024-03-01';
const uk = { pla: 'UK' };
const ids = { pga: 'Contoso', pla: 'UK' };

describe('one-off facts (§3.1)', () => {
  test('PMC migration: once is an event, again is nothing', () => {
    const migrate = { ...uk, type: 'CompletePmcMigration' as const };
    expect(contoso.recorded('MS', at, migrate)).toEqual(ids);
    const migrated = contoso.after('MS', at, migrate);
    expect(migrated.state('partnerLocation-UK')).toMatchObject({ pmcMigrated: true });
    expect(migrated.outcome('MS', later, migrate)).toEqual([]);
  });

  test('first transaction: dated when recorded, again is nothing', () => {
    const transact = { ...uk, type: 'RecordFirstTransaction' as const };
    const first = { ...ids, at: '2024-01-10T00:00:00.000Z' };
    expect(contoso.recorded('MS', at, transact)).toEqual(first);
    const recorded = contoso.after('MS', at, transact);
    expect(recorded.state('partnerLocation-UK')).toMatchObject({ firstTransactionAt: first.at });
    expect(recorded.outcome('MS', later, transact)).toEqual([]);
  });

  test('designations: attained and ended, each only when it changes something', () => {
    const attain = { ...uk, type: 'RecordDesignation' as const, designation: 'Gold Cloud' };
    const end = { ...attain, type: 'EndDesignation' as const };
    expect(contoso.recorded('MS', at, attain)).toEqual({ ...ids, designation: 'Gold Cloud' });
    expect(contoso.outcome('MS', at, end)).toEqual([]);
    const attained = contoso
      .after('MS', at, attain)
      .after('MS', at, { ...attain, designation: 'Silver' });
    expect(attained.outcome('MS', at, attain)).toEqual([]);
    expect(attained.recorded('MS', at, end)).toEqual({ ...ids, designation: 'Gold Cloud' });
    expect(attained.after('MS', at, end).state('partnerLocation-UK')).toMatchObject({
      designations: ['Silver'],
    });
  });
});

describe('agreements (§3.1): active in [from, until)', () => {
  const activate = { ...uk, type: 'ActivateAgreement' as const, kind: 'MpnAgreement' };
  const lapse = { ...uk, type: 'LapseAgreement' as const, kind: 'MpnAgreement' };
  const active = contoso.after('MS', at, activate);

  test('without a date it is active from now on', () => {
    expect(contoso.recorded('MS', at, activate)).toEqual({
      ...ids,
      kind: 'MpnAgreement',
      from: '2024-01-10T00:00:00.000Z',
    });
  });

  test('given it is in force, when it is activated without a date, then nothing (V-06)', () => {
    expect(active.outcome('MS', later, activate)).toEqual([]);
    expect(active.outcome('MS', later, { ...activate, from: at })).toEqual([]);
  });

  test('given another period, when it is activated, then that period replaces the old', () => {
    const renewal = { ...activate, from: '2024-07-01', until: '2025-07-01' };
    const agreement = {
      kind: 'MpnAgreement',
      from: '2024-07-01T00:00:00.000Z',
      until: '2025-07-01T00:00:00.000Z',
    };
    expect(active.recorded('MS', later, renewal)).toEqual({ ...ids, ...agreement });
    const renewed = active.after('MS', later, renewal);
    expect(renewed.state('partnerLocation-UK')).toMatchObject({ agreements: [agreement] });
    expect(renewed.outcome('MS', later, renewal)).toEqual([]);
    expect(renewed.outcome('MS', later, activate)).toEqual(['AgreementActivated']);
  });

  test('agreements of several kinds stand beside each other', () => {
    const both = active.after('MS', at, { ...activate, kind: 'ResellerAgreement' });
    expect(both.after('MS', later, lapse).state('partnerLocation-UK')).toMatchObject({
      agreements: [{ kind: 'ResellerAgreement' }],
    });
  });

  test('given it lapses, then it is gone until activated anew, but not as of before', () => {
    expect(active.recorded('MS', later, lapse)).toEqual({
      ...ids,
      kind: 'MpnAgreement',
      at: '2024-03-01T00:00:00.000Z',
    });
    const lapsed = active.after('MS', later, lapse);
    expect(lapsed.state('partnerLocation-UK')).toMatchObject({ agreements: [] });
    expect(lapsed.state('partnerLocation-UK', '2024-02-29')).toMatchObject({
      agreements: [{ kind: 'MpnAgreement' }],
    });
    expect(lapsed.outcome('MS', later, lapse)).toEqual([]);
    expect(lapsed.outcome('MS', later, activate)).toEqual(['AgreementActivated']);
  });

  test('given there is none, or its end has come, when it lapses, then nothing (V-06)', () => {
    expect(contoso.outcome('MS', at, lapse)).toEqual([]);
    const short = contoso.after('MS', at, { ...activate, until: later });
    expect(short.outcome('MS', later, lapse)).toEqual([]);
    expect(short.outcome('MS', '2024-02-29', lapse)).toEqual(['AgreementLapsed']);
  });
});

describe('criterion facts (§3.1)', () => {
  const record = (fact: object) => ({ ...uk, type: 'RecordCriterionFact' as const, fact });
  const end = (fact: object) => ({ ...uk, type: 'EndCriterionFact' as const, fact });
  const facts = [
    { kind: 'Membership' },
    { kind: 'CspRole', role: 'IndirectReseller' },
    { kind: 'TrailingRevenue', amountUsd: 25_000 },
    { kind: 'Custom', code: 'audited' },
  ];

  test.each(facts)('%j: recorded once and ended once', (fact) => {
    const recorded = contoso.after('MS', at, record(fact));
    const instant = '2024-01-10T00:00:00.000Z';
    expect(contoso.recorded('MS', at, record(fact))).toEqual({ ...ids, fact, from: instant });
    expect(recorded.outcome('MS', later, record(fact))).toEqual([]);
    expect(recorded.recorded('MS', at, end(fact))).toEqual({ ...ids, fact, at: instant });
    expect(contoso.outcome('MS', at, end(fact))).toEqual([]);
    expect(recorded.after('MS', later, end(fact)).state('partnerLocation-UK')).toMatchObject({
      criterionFacts: [],
    });
  });

  test('facts about different things stand beside each other; each can be ended alone', () => {
    const all = [
      ...facts,
      { kind: 'Custom', code: 'other' },
      { kind: 'CspRole', role: 'DirectReseller' },
    ];
    const recorded = all.reduce((given, fact) => given.after('MS', at, record(fact)), contoso);
    expect(recorded.state('partnerLocation-UK')).toMatchObject({ criterionFacts: all });
    for (const fact of all) {
      expect(recorded.after('MS', at, end(fact)).state('partnerLocation-UK')).toMatchObject({
        criterionFacts: all.filter((other) => other !== fact),
      });
    }
  });

  test('newer trailing revenue replaces the older, so that a fall counts too', () => {
    const revenue = (amountUsd: number) => ({ kind: 'TrailingRevenue', amountUsd });
    const fallen = contoso
      .after('MS', at, record(revenue(30_000)))
      .after('MS', later, record(revenue(20_000)));
    expect(fallen.state('partnerLocation-UK')).toMatchObject({
      criterionFacts: [revenue(20_000)],
    });
    expect(fallen.outcome('MS', later, end(revenue(30_000)))).toEqual(['CriterionFactEnded']);
  });
});

test('as of an instant, a fact that presupposes what was not there yet says nothing (architecture §6)', () => {
  const backdated = contoso
    .after('gina', later, {
      type: 'RegisterLocation',
      pga: 'Contoso',
      pla: 'DE',
      name: 'Berlin',
      country: 'DE',
    })
    .after('MS', at, { type: 'CompletePmcMigration', pla: 'DE' });
  expect(backdated.state('partnerLocation-DE', '2024-02-01')).toBeUndefined();
  expect(backdated.state('partnerLocation-DE', later)).toMatchObject({ pmcMigrated: true });
});
