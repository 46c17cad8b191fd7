import { describe, expect, test } from '@jest/globals';
import { history, type Json } from '../history.js';

const at = '2024-01-10';
const payoutRules = {
  paymentMethods: ['BankTransfer'],
  currencies: ['EUR', 'GBP'],
  payingEntities: ['MIOL'],
  taxForms: [{ form: 'W-8' }],
};
const membership = { kind: 'Membership' };
const define = {
  type: 'DefineProgram' as const,
  programId: 'IR',
  name: 'CSP Indirect Reseller',
  criteria: [membership],
  payoutRules,
  guideUrl: 'https://example.com/guide',
};
const ir = { programId: 'IR' };
const defined = history().after('MS', at, define);
const opened = defined.after('MS', at, { ...ir, type: 'OpenProgram' });
const closed = opened.after('MS', at, { ...ir, type: 'CloseProgram' });
const discontinued = opened.after('MS', at, { ...ir, type: 'DiscontinueProgram' });

describe('DefineProgram (§3.2)', () => {
  test('then ProgramDefined; the program is Upcoming, its criteria and rules count from the start', () => {
    const { type: _, ...data } = define;
    expect(history().recorded('MS', at, define)).toEqual(data);
    expect(defined.state('program-IR')).toEqual({
      programId: 'IR',
      name: 'CSP Indirect Reseller',
      guideUrl: 'https://example.com/guide',
      status: 'Upcoming',
      criteria: [{ criteria: [membership] }],
      payoutRules: [{ payoutRules }],
      terms: [],
    });
  });

  test('given no guide, then there is none', () => {
    const { guideUrl: _, ...without } = define;
    expect(history().after('MS', at, without).state('program-IR')).not.toHaveProperty('guideUrl');
  });

  test('given the same again, then nothing, also once it is open (V-06)', () => {
    expect(defined.outcome('MS', at, define)).toEqual([]);
    expect(opened.outcome('MS', at, define)).toEqual([]);
  });

  test.each([
    { name: 'Other' },
    { criteria: [] },
    { guideUrl: 'https://example.com/other' },
    { payoutRules: { ...payoutRules, currencies: [] } },
  ])('given the program with other data (%j), then ProgramExists', (other) => {
    expect(defined.recorded('MS', at, { ...define, ...other })).toEqual({
      _tag: 'ProgramExists',
      rule: '§3.2',
      fixableBy: [],
      programId: 'IR',
    });
  });
});

describe('Upcoming → Open ⇄ Closed → Discontinued (§3.2)', () => {
  const given = { Upcoming: defined, Open: opened, Closed: closed, Discontinued: discontinued };
  const refused = 'ProgramDiscontinued';
  test.each([
    ['Upcoming', 'OpenProgram', ['ProgramOpened'], 'Open'],
    ['Upcoming', 'CloseProgram', [], 'Upcoming'],
    ['Upcoming', 'DiscontinueProgram', ['ProgramDiscontinued'], 'Discontinued'],
    ['Open', 'OpenProgram', [], 'Open'],
    ['Open', 'CloseProgram', ['ProgramClosed'], 'Closed'],
    ['Open', 'DiscontinueProgram', ['ProgramDiscontinued'], 'Discontinued'],
    ['Closed', 'OpenProgram', ['ProgramOpened'], 'Open'],
    ['Closed', 'CloseProgram', [], 'Closed'],
    ['Closed', 'DiscontinueProgram', ['ProgramDiscontinued'], 'Discontinued'],
    ['Discontinued', 'OpenProgram', refused, 'Discontinued'],
    ['Discontinued', 'CloseProgram', refused, 'Discontinued'],
    ['Discontinued', 'DiscontinueProgram', refused, 'Discontinued'],
  ] as const)('given %s, when %s, then %j and %s', (status, type, outcome, after) => {
    const before = given[status];
    expect(before.state('program-IR')).toMatchObject({ status });
    expect(before.outcome('MS', at, { ...ir, type })).toEqual(outcome);
    const next = outcome === refused ? before : before.after('MS', at, { ...ir, type });
    expect(next.state('program-IR')).toMatchObject({ status: after });
  });

  test('ProgramDiscontinued carries its instant', () => {
    expect(opened.recorded('MS', '2024-05-01', { ...ir, type: 'DiscontinueProgram' })).toEqual({
      programId: 'IR',
      at: '2024-05-01T00:00:00.000Z',
    });
  });

  const commands: ReadonlyArray<Json> = [
    define,
    { ...ir, type: 'ScheduleTerm', fy: 2024 },
    { ...ir, type: 'ExtendTerm', fy: 2024, endsAt: '2024-10-01' },
    { ...ir, type: 'OpenProgram' },
    { ...ir, type: 'CloseProgram' },
    { ...ir, type: 'DiscontinueProgram' },
    { ...ir, type: 'ChangeCriteria', criteria: [], fromFy: 2025 },
    { ...ir, type: 'ChangePayoutRules', payoutRules, from: '2024-07-01' },
  ];

  test.each(commands)('$type on a discontinued program is ProgramDiscontinued', (command) => {
    expect(discontinued.recorded('MS', at, command)).toEqual({
      _tag: 'ProgramDiscontinued',
      rule: '§3.2',
      fixableBy: [],
      programId: 'IR',
    });
  });

  test.each(commands.slice(1))('$type of a program nobody defined is UnknownProgram', (command) => {
    expect(history().outcome('MS', at, command)).toBe('UnknownProgram');
  });

  test.each(commands)('$type by a person is NotAuthorized before anything else', (command) => {
    expect(discontinued.outcome('gina', at, command)).toBe('NotAuthorized');
    expect(history().outcome('gina', at, command)).toBe('NotAuthorized');
  });
});

describe('ChangeCriteria, ChangePayoutRules (§3.2)', () => {
  const change = (criteria: ReadonlyArray<object>, fromFy: number) => ({
    ...ir,
    type: 'ChangeCriteria' as const,
    criteria,
    fromFy,
  });
  const changeRules = (currencies: ReadonlyArray<string>, from: string) => ({
    ...ir,
    type: 'ChangePayoutRules' as const,
    payoutRules: { ...payoutRules, currencies },
    from,
  });
  const first = { kind: 'FirstTransaction' };

  test('criteria count from a year on; what counted before stays for the years before', () => {
    const changed = defined
      .after('MS', at, change([first], 2026))
      .after('MS', at, change([], 2025));
    expect(defined.recorded('MS', at, change([first], 2026))).toEqual({
      programId: 'IR',
      criteria: [first],
      fromFy: 2026,
    });
    expect(changed.state('program-IR')).toMatchObject({
      criteria: [
        { criteria: [membership] },
        { fromFy: 2025, criteria: [] },
        { fromFy: 2026, criteria: [first] },
      ],
    });
  });

  test('given what counts in that year already, then nothing (V-06); for the same year anew, it replaces', () => {
    const changed = defined.after('MS', at, change([first], 2025));
    expect(defined.outcome('MS', at, change([membership], 2030))).toEqual([]);
    expect(changed.outcome('MS', at, change([first], 2027))).toEqual([]);
    expect(changed.outcome('MS', at, change([membership], 2024))).toEqual([]);
    expect(changed.outcome('MS', at, change([membership], 2025))).toEqual(['CriteriaChanged']);
    expect(changed.after('MS', at, change([], 2025)).state('program-IR')).toMatchObject({
      criteria: [{ criteria: [membership] }, { fromFy: 2025, criteria: [] }],
    });
  });

  test('payout rules count from an instant on, likewise', () => {
    const changed = defined
      .after('MS', at, changeRules(['USD'], '2024-07-01'))
      .after('MS', at, changeRules([], '2024-03-01'))
      .after('MS', at, changeRules(['GBP'], '2024-03-01'));
    expect(changed.state('program-IR')).toMatchObject({
      payoutRules: [
        { payoutRules },
        { from: '2024-03-01T00:00:00.000Z', payoutRules: { currencies: ['GBP'] } },
        { from: '2024-07-01T00:00:00.000Z', payoutRules: { currencies: ['USD'] } },
      ],
    });
    expect(changed.outcome('MS', at, changeRules(['EUR', 'GBP'], '2024-02-29'))).toEqual([]);
    expect(changed.outcome('MS', at, changeRules(['GBP'], '2024-06-30'))).toEqual([]);
    expect(changed.outcome('MS', at, changeRules(['GBP'], '2024-07-01'))).toEqual([
      'PayoutRulesChanged',
    ]);
  });
});

test('as of an instant, what presupposes the definition says nothing without it (architecture §6)', () => {
  const backdated = defined.after('MS', '2023-12-01', { ...ir, type: 'OpenProgram' });
  expect(backdated.state('program-IR', '2023-12-31')).toBeUndefined();
  expect(backdated.state('program-IR', at)).toMatchObject({ status: 'Open' });
});
