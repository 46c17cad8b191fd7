import { describe, expect, jest, test } from '@jest/globals';
import { LineTooEarly } from '../../src/journal/play-line.js';
import { readJournal } from '../../src/journal/read-journal.js';
import { withFiles } from './journal-file.js';
import { inTheatre, storeKinds } from './playing.js';
import { assign, at, complete, failedLines, fixture, invited, overview, played } from './story.js';

// On a busy machine, a disk takes its time; how long says nothing here.
jest.setTimeout(120_000);

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
