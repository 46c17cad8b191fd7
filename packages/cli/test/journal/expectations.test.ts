import { describe, expect, jest, test } from '@jest/globals';
import { assign, at, failedLines, fixture, overview, played } from './story.js';

// On a busy machine, a disk takes its time; how long says nothing here.
jest.setTimeout(120_000);

describe('expect of a command', () => {
  test('names events by type or by some of their fields, or a rejection likewise', async () => {
    const refused = { ...assign('nobody'), expect: 'UnknownUser' };
    expect(
      await failedLines([
        fixture,
        { ...assign('nils'), expect: [{ type: 'RoleAssigned', userId: 'nils', by: 'anna' }] },
        { ...assign('nils'), expect: 'nothing' },
        { ...assign('nils', 'FR'), expect: ['RoleAssigned'] },
        refused,
        { ...assign('nobody', 'FR'), expect: { _tag: 'UnknownUser', rule: 'R-07' } },
      ]),
    ).toEqual([]);
  });

  test('that is not met fails its line, and the journal goes on', async () => {
    expect(
      await failedLines([
        fixture,
        { ...assign('nils'), expect: 'nothing' },
        { ...assign('nils'), expect: ['RoleAssigned'] },
        { ...assign('nils', 'FR'), expect: ['RoleAssigned', 'RoleAssigned'] },
        { ...assign('max'), expect: [{ type: 'RoleAssigned', userId: 'nils' }] },
        { ...assign('max', 'FR'), expect: 'RoleAssigned' },
        { ...assign('nobody'), expect: [] },
        { ...assign('nobody', 'FR'), expect: 'NotAuthorized' },
        { ...assign('olga'), expect: { _tag: 'UnknownUser', rule: 'R-01' } },
        { ...assign('olga', 'FR'), expect: 'nothing' },
      ]),
    ).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  test('finds effectiveAt and recordedAt among the fields, and absent ones by null', async () => {
    const instant = '2024-03-06T09:00:00.000Z';
    const event = { type: 'RoleAssigned', effectiveAt: instant, recordedAt: instant };
    expect(
      await failedLines([
        fixture,
        { ...assign('nils'), expect: [{ ...event, allLocations: null }] },
        { ...assign('max'), expect: [{ ...event, effectiveAt: '2024-03-06T09:00:01.000Z' }] },
        { ...assign('max', 'FR'), expect: [{ ...event, pla: null }] },
      ]),
    ).toEqual([3, 4]);
  });

  test('says what was expected and what came', async () => {
    const { failed } = await played([fixture, { ...assign('nils'), expect: ['RoleRevoked'] }]);
    expect(failed[0]?.mismatches).toEqual([
      { what: 'expect', expected: ['RoleRevoked'], actual: ['RoleAssigned'] },
    ]);
  });
});

describe('then', () => {
  const first = {
    at,
    actor: 'system:MS',
    command: { type: 'RecordCriterionFact', pla: 'UK', fact: { kind: 'Membership' } },
  };
  const consequence = { 'eligibility-IR_UK': ['EligibilityEvaluated'] };

  test('names what the consequences recorded, by stream', async () => {
    expect(await failedLines([fixture, { ...first, then: consequence }])).toEqual([]);
    expect(
      await failedLines([
        fixture,
        {
          ...first,
          then: { 'eligibility-IR_UK': [{ type: 'EligibilityEvaluated', eligible: false }] },
        },
      ]),
    ).toEqual([]);
  });

  test.each([
    ['{} where something was recorded', {}],
    ['a stream that recorded nothing', { ...consequence, 'enrollment-IR_UK': ['InvitationSent'] }],
    [
      'another stream than the one that recorded',
      { 'eligibility-DB_UK': ['EligibilityEvaluated'] },
    ],
    [
      'an event too many',
      { 'eligibility-IR_UK': ['EligibilityEvaluated', 'EligibilityEvaluated'] },
    ],
    ['another type', { 'eligibility-IR_UK': ['InvitationSent'] }],
    ['another field', { 'eligibility-IR_UK': [{ type: 'EligibilityEvaluated', eligible: true }] }],
  ])('fails for %s', async (_what, then) => {
    expect(await failedLines([fixture, { ...first, then }])).toEqual([2]);
  });

  test('{} means nothing, left out means anything', async () => {
    expect(await failedLines([fixture, { ...assign('nils'), then: {} }, first])).toEqual([]);
  });

  test('does not hold the events of the command itself', async () => {
    const role = { 'partnerLocation-UK': ['RoleAssigned'] };
    expect(await failedLines([fixture, { ...assign('nils'), then: role }])).toEqual([2]);
  });
});

describe('a view line', () => {
  const rows = ['DB', 'IP', 'IR', 'OPEN'].map((programId) => ({ programId, pla: 'UK' }));

  test('expects the rows in order, each compared on the fields given', async () => {
    const [db, ip, ir, open] = rows;
    expect(
      await failedLines([
        fixture,
        { ...overview, expect: rows },
        { ...overview, expect: [{}, {}, { status: 'Ineligible' }, { status: 'Invited' }] },
        { ...overview, expect: [ip, db, ir, open] },
        { ...overview, expect: [db, ip, ir] },
        { ...overview, expect: [...rows, {}] },
        { ...overview, expect: [db, ip, ir, { ...open, status: 'Enrolled' }] },
      ]),
    ).toEqual([4, 5, 6, 7]);
  });

  test('expectCount counts them', async () => {
    expect(
      await failedLines([
        fixture,
        { ...overview, expectCount: 4 },
        { ...overview, expectCount: 3 },
        { ...overview, viewer: 'nils', expectCount: 0 },
        { ...overview, viewer: 'nobody', expectCount: 1 },
      ]),
    ).toEqual([3, 5]);
  });

  test('match finds these among others, in any order', async () => {
    expect(
      await failedLines([
        fixture,
        { ...overview, match: [rows[3], rows[0]] },
        { ...overview, match: [] },
        { ...overview, match: [rows[0], { programId: 'IR', status: 'Enrolled' }] },
      ]),
    ).toEqual([4]);
  });

  test('null matches what is absent or null, and nothing else', async () => {
    expect(
      await failedLines([
        fixture,
        { ...overview, match: [{ programId: 'OPEN', since: null, noSuchField: null }] },
        { ...overview, match: [{ programId: 'OPEN', fy: null }] },
        { ...overview, match: [{ programId: 'OPEN', noSuchField: 'x' }] },
      ]),
    ).toEqual([3, 4]);
  });

  test('has lists compared whole', async () => {
    expect(
      await failedLines([
        fixture,
        { ...overview, match: [{ programId: 'OPEN', actions: ['Enroll'] }] },
        { ...overview, match: [{ programId: 'OPEN', actions: [] }] },
        { ...overview, match: [{ programId: 'OPEN', actions: 'Enroll' }] },
      ]),
    ).toEqual([3, 4]);
  });

  test('asks in the locale it names', async () => {
    const row = { programId: 'OPEN', label: 'Invité' };
    expect(await failedLines([fixture, { ...overview, locale: 'fr', match: [row] }])).toEqual([]);
  });

  test('looks at what is recorded up to its place, also when it is played again', async () => {
    expect(
      await failedLines([
        fixture,
        { ...overview, viewer: 'nils', expectCount: 0 },
        assign('nils'),
        { ...overview, viewer: 'nils', expectCount: 3 },
        assign('nils', 'FR'),
        { ...overview, viewer: 'nils', expectCount: 6 },
      ]),
    ).toEqual([]);
  });
});
