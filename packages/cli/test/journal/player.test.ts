import { join } from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import type { FailedLine } from '../../src/journal/play-journal.js';
import { LineTooEarly } from '../../src/journal/play-line.js';
import { readJournal } from '../../src/journal/read-journal.js';
import { withFiles } from './journal-file.js';
import { inTheatre, journals, storeKinds, type Performance } from './playing.js';

// On a busy machine, a disk takes its time; how long says nothing here.
jest.setTimeout(120_000);

const include = (name: string) => ({ include: join(journals, name) });
const fixture = include('fixture.jsonl');
const invited = include('ir-uk-invited.jsonl');
const complete = include('ir-uk-complete.jsonl');

const at = '2024-03-06T09:00:00Z';
const assign = (userId: string, location = 'UK') => ({
  at,
  actor: 'anna',
  command: { type: 'AssignRole', pga: 'Contoso', userId, role: 'IU', location, programs: 'all' },
});
const overview = { at, viewer: 'ines', view: 'overview' };

/** Plays lines into an empty store, and then again, which must come out the same. */
const played = async (lines: ReadonlyArray<unknown>): Promise<Performance> => {
  const outcomes: Array<Performance> = [];
  await withFiles({ 'a.jsonl': lines }, (path) =>
    inTheatre('in-memory', async (play) => {
      const journal = readJournal(path('a.jsonl'));
      outcomes.push(await play(journal), await play(journal));
    }),
  );
  const [first, second] = outcomes;
  if (first === undefined || second === undefined) throw new Error('nothing was played');
  expect(failures(second)).toEqual(failures(first));
  expect(second.recorded).toEqual(first.recorded);
  return first;
};

const failures = ({
  failed,
}: Performance): ReadonlyArray<readonly [number, FailedLine['mismatches']]> =>
  failed.map(({ line, mismatches }) => [line, mismatches]);

/** The numbers of the lines that came out otherwise than they say. */
const failedLines = async (lines: ReadonlyArray<unknown>): Promise<ReadonlyArray<number>> =>
  (await played(lines)).failed.map(({ line }) => line);

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

describe('a policy line', () => {
  const gina = { ...overview, viewer: 'gina' };

  test('is in force from its place on, and merges into the switches in force', async () => {
    expect(
      await failedLines([
        fixture,
        { ...gina, expectCount: 0 },
        { policy: { overviewViewers: ['IA', 'IU', 'GA'] } },
        { ...gina, expectCount: 6 },
        { policy: { roleAssigners: ['GA'] } },
        { ...gina, expectCount: 6 },
        { ...assign('nils'), expect: 'NotAuthorized' },
        { policy: { roleAssigners: ['GA', 'AA'] } },
        { ...assign('nils', 'FR'), expect: ['RoleAssigned'] },
        { policy: { overviewViewers: ['IA', 'IU'] } },
        { ...gina, expectCount: 0 },
      ]),
    ).toEqual([]);
  });

  test('names recipients by role or by preset', async () => {
    const required = { ...gina, view: 'inbox', expectCount: 1 };
    expect(
      await failedLines([{ policy: { invitationRecipients: 'fy21-aug' } }, invited, required]),
    ).toEqual([]);
    expect(
      await failedLines([{ policy: { invitationRecipients: ['GA'] } }, invited, required]),
    ).toEqual([]);
    expect(await failedLines([{ policy: {} }, invited, required])).toEqual([3]);
  });
});

describe('the clock', () => {
  test('stands at the line: an earlier line is refused, and what was recorded before it stays', async () => {
    const lines = [fixture, assign('nils'), { ...assign('max'), at: '2024-03-06T08:59:59.999Z' }];
    await withFiles({ 'a.jsonl': lines }, (path) =>
      inTheatre('in-memory', async (play) => {
        const journal = readJournal(path('a.jsonl'));
        const tooEarly = await play(journal).catch((error: unknown) => error);
        expect(tooEarly).toBeInstanceOf(LineTooEarly);
        expect(tooEarly).toMatchObject({ place: { file: path('a.jsonl'), line: 3 } });
        expect(String(tooEarly)).toContain('2024-03-06T09:00:00.000Z');

        const upToHere = await play(journal.slice(0, -1));
        expect(upToHere.already).toBe(upToHere.commands);
      }),
    );
  });

  test('refuses an earlier view or due line too, and a line at the same instant is fine', async () => {
    const earlier = '2024-03-06T08:59:59Z';
    for (const line of [
      { ...overview, at: earlier },
      { at: earlier, due: true },
    ]) {
      await expect(played([fixture, assign('nils'), line])).rejects.toThrow(LineTooEarly);
    }
    expect(await failedLines([fixture, assign('nils'), overview, { at, due: true }])).toEqual([]);
  });
});

describe('a due line', () => {
  const shortTax = [
    {
      at: '2024-04-02',
      actor: 'ines',
      command: {
        type: 'UpdateTaxProfile',
        pla: 'UK',
        taxProfileId: 'Tax1',
        country: 'GB',
        forms: ['VAT'],
        expiresOn: '2024-06-15',
      },
    },
    {
      at: '2024-04-03',
      actor: 'system:MS',
      command: { type: 'RecordTaxVerdict', pla: 'UK', taxProfileId: 'Tax1', verdict: 'valid' },
    },
  ];

  test('fires timers, and nothing else does', async () => {
    expect(
      await failedLines([
        complete,
        { ...assign('nils'), at: '2024-07-05', then: {} },
        { ...overview, at: '2024-07-05', match: [{ programId: 'IR', fy: 2024 }] },
        {
          at: '2024-07-05',
          due: true,
          then: { 'enrollment-IR_UK': ['FiscalYearRolledForward'] },
        },
        { ...overview, at: '2024-07-05', match: [{ programId: 'IR', fy: 2025 }] },
        { at: '2024-07-05', due: true, then: {} },
      ]),
    ).toEqual([]);
  });

  test('fires them in the order they are due: the expiry of June comes before the boundary of July', async () => {
    const lines = [complete, ...shortTax, { at: '2024-07-05', due: true }];
    await withFiles({ 'a.jsonl': lines }, (path) =>
      inTheatre('in-memory', async (play) => {
        const journal = readJournal(path('a.jsonl'));
        const before = await play(journal.slice(0, -1));
        const after = await play(journal);
        expect(after.recorded).toEqual([
          ...before.recorded,
          'TaxProfileExpired',
          'RollForwardHeld',
        ]);
      }),
    );
  });

  test('can fail', async () => {
    expect(await failedLines([complete, { at: '2024-07-05', due: true, then: {} }])).toEqual([2]);
  });
});

describe.each(storeKinds)('on the %s store', (kind) => {
  test('a grown journal records only what is new, and all of its expectations are checked', async () => {
    const lines = [
      fixture,
      { ...assign('nils'), expect: ['RoleAssigned'] },
      { ...overview, viewer: 'nils', expectCount: 3 },
      { ...assign('max'), expect: ['RoleAssigned'] },
      { ...assign('max'), expect: 'nothing' },
      { ...assign('nobody'), expect: 'UnknownUser' },
      { ...overview, viewer: 'max', expectCount: 3 },
    ];
    await withFiles({ 'a.jsonl': lines }, (path) =>
      inTheatre(kind, async (play) => {
        const journal = readJournal(path('a.jsonl'));
        const short = await play(journal.slice(0, -4));
        expect(short.failed).toEqual([]);

        const grown = await play(journal);
        expect(grown.failed).toEqual([]);
        expect(grown.already).toBe(short.commands);
        expect(grown.recorded).toEqual([...short.recorded, 'RoleAssigned', 'CommandRefused']);
      }),
    );
  });
});
