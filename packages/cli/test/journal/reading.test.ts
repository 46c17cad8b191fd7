import { describe, expect, test } from '@jest/globals';
import type { JournalLine } from '../../src/journal/journal-line.js';
import { MalformedLine } from '../../src/journal/malformed-line.js';
import { readJournal } from '../../src/journal/read-journal.js';
import { runProgram } from '../../src/program.js';
import { withFiles } from './journal-file.js';

const open = {
  at: '2023-07-03',
  actor: 'system:MS',
  command: { type: 'OpenProgram', programId: 'IR' },
};

const malformedIn = (file: string): MalformedLine => {
  try {
    readJournal(file);
  } catch (error) {
    if (error instanceof MalformedLine) return error;
    throw error;
  }
  throw new Error('the journal was read');
};

const idsOf = (lines: ReadonlyArray<JournalLine>): ReadonlyArray<string> =>
  lines.flatMap((line) => ('id' in line ? [line.id] : []));

const idsIn = async (lines: ReadonlyArray<unknown>): Promise<ReadonlyArray<string>> => {
  let ids: ReadonlyArray<string> = [];
  await withFiles({ 'a.jsonl': lines }, (path) => {
    ids = idsOf(readJournal(path('a.jsonl')));
  });
  return ids;
};

describe('a malformed line is named with its number, its column and what was expected', () => {
  test.each([
    ['no JSON', '{"at":', 7, /JSON/],
    ['nothing but text', 'open it', 1, /JSON/],
    ['a trailing comma', '{"include":"b.jsonl",}', 22, /JSON/],
    ['a comment', '{"include":"b.jsonl"} // later', 23, /JSON/],
    ['a list', '[1]', 1, /one of the keys include, policy, command, due, view/],
    ['an object of no kind', '{"at":"2023-07-03"}', 1, /include, policy, command, due, view/],
    ['a key given twice', '{"at":"2023-07-03","at":"2023-07-04","due":true}', 20, /each key once/],
    [
      'a key given twice within a command',
      '{"at":"2023-07-03","actor":"ines","command":{"type":"OptOut","type":"OptOut"}}',
      62,
      /each key once/,
    ],
    ['an instant that is none', '{"at":"2023-02-30","due":true}', 7, /at at|instant/i],
    ['due that is not true', '{"at":"2023-07-03","due":false}', 26, /true/],
    ['a key too many', '{"at":"2023-07-03","due":true,"than":{}}', 38, /than/],
    [
      'an unknown command',
      '{"at":"2023-07-03","actor":"ines","command":{"type":"Enrol","programId":"IR"}}',
      53,
      /command/i,
    ],
    [
      'a field of the wrong type',
      '{"at":"2023-07-03","actor":"ines","command":{"type":"OptOut","programId":7,"pla":"UK"}}',
      74,
      /programId/,
    ],
    [
      'a field left out',
      '{"at":"2023-07-03","actor":"ines","command":{"type":"OptOut","programId":"IR"}}',
      45,
      /pla/,
    ],
    ['an unknown view', '{"at":"2023-07-03","viewer":"ines","view":"status"}', 43, /overview/],
    ['an unknown switch', '{"policy":{"requirePmc":true}}', 25, /requirePmc/],
    [
      'an actor without a name',
      '{"at":"2023-07-03","actor":"","command":{"type":"x"}}',
      28,
      /actor/,
    ],
  ])('%s', async (_what, text, column, expected) => {
    await withFiles({ 'a.jsonl': `${JSON.stringify(open)}\n\n${text}\n` }, (path) => {
      const malformed = malformedIn(path('a.jsonl'));
      expect(malformed.place).toEqual({ file: path('a.jsonl'), line: 3 });
      expect({ column: malformed.column, text }).toEqual({ column, text });
      expect(malformed.expected).toMatch(expected);
      expect(malformed.message.startsWith(`${path('a.jsonl')}:3:${String(column)}: `)).toBe(true);
    });
  });
});

test('of a journal with a malformed line nothing is written, not even what stands before it', async () => {
  const define = (programId: string) => ({
    ...open,
    command: {
      type: 'DefineProgram',
      programId,
      name: programId,
      criteria: [],
      payoutRules: { paymentMethods: [], currencies: [], payingEntities: [], taxForms: [] },
    },
  });
  const files = {
    'good.jsonl': [define('IR')],
    'broken.jsonl': [define('IR'), define('DB'), { ...open, actor: 7 }],
  };
  await withFiles(files, async (path) => {
    const said: Array<string> = [];
    const say = (text: string): void => void said.push(text);
    const output = { out: say, err: say, isTerminal: false };
    const incentives = (...args: ReadonlyArray<string>): Promise<number> =>
      runProgram([...args, '--store', `sqlite:${path('events.db')}`], output);
    const types = async (): Promise<ReadonlyArray<string>> => {
      await incentives('events', '--json');
      const { data } = JSON.parse(said.at(-1) ?? '') as {
        readonly data: ReadonlyArray<{ readonly type: string }>;
      };
      return data.map(({ type }) => type);
    };

    expect(await incentives('run', path('good.jsonl'))).toBe(0);
    expect(await types()).toEqual(['PolicyAdopted', 'ProgramDefined']);

    expect(await incentives('run', path('broken.jsonl'))).toBe(2);
    expect(said.at(-1)).toContain(`${path('broken.jsonl')}:3:28: expected`);
    expect(await types()).toEqual(['PolicyAdopted', 'ProgramDefined']);
  });
});

test('a journal that is not UTF-8 is refused', async () => {
  await withFiles({ 'a.jsonl': new Uint8Array([0x22, 0xff, 0x22]) }, (path) => {
    expect(malformedIn(path('a.jsonl')).expected).toContain('UTF-8');
  });
});

test('empty lines and Windows line ends count as lines and play nothing', async () => {
  await withFiles({ 'a.jsonl': `\r\n${JSON.stringify(open)}\r\n\r\n{"at":1}` }, (path) => {
    expect(malformedIn(path('a.jsonl')).place.line).toBe(4);
  });
  await withFiles({ 'a.jsonl': `\r\n${JSON.stringify(open)}\r\n` }, (path) => {
    expect(readJournal(path('a.jsonl')).map(({ kind, line }) => [kind, line])).toEqual([
      ['command', 2],
    ]);
  });
});

describe('an include', () => {
  const policy = { policy: { mpaAssigns: true } };

  test('stands in its place, relative to the file that asks for it', async () => {
    const files = {
      'a.jsonl': [{ include: 'parts/b.jsonl' }, open],
      'parts/b.jsonl': [{ include: '../c.jsonl' }, policy],
      'c.jsonl': [policy],
    };
    await withFiles(files, (path) => {
      const lines = readJournal(path('a.jsonl'));
      expect(lines.map(({ file, line, kind }) => ({ file, line, kind }))).toEqual([
        { file: path('c.jsonl'), line: 1, kind: 'policy' },
        { file: path('parts/b.jsonl'), line: 2, kind: 'policy' },
        { file: path('a.jsonl'), line: 2, kind: 'command' },
      ]);
    });
  });

  test('can be asked for twice', async () => {
    const files = {
      'a.jsonl': [{ include: 'b.jsonl' }, { include: 'b.jsonl' }],
      'b.jsonl': [policy],
    };
    await withFiles(files, (path) => {
      expect(readJournal(path('a.jsonl'))).toHaveLength(2);
    });
  });

  test('of itself is refused, also by a detour, at the line that closes the circle', async () => {
    const files = {
      'a.jsonl': [policy, { include: 'parts/b.jsonl' }],
      'parts/b.jsonl': [policy, policy, { include: '../a.jsonl' }],
      'self.jsonl': [{ include: './self.jsonl' }],
    };
    await withFiles(files, (path) => {
      expect(malformedIn(path('a.jsonl'))).toMatchObject({
        place: { file: path('parts/b.jsonl'), line: 3 },
        expected: 'a journal that does not include itself',
      });
      expect(malformedIn(path('self.jsonl')).place.line).toBe(1);
    });
  });

  test('of a file that is not there names the line that asks for it', async () => {
    await withFiles({ 'a.jsonl': [policy, { include: 'missing.jsonl' }] }, (path) => {
      const malformed = malformedIn(path('a.jsonl'));
      expect(malformed.place).toEqual({ file: path('a.jsonl'), line: 2 });
      expect(malformed.expected).toContain(path('missing.jsonl'));
    });
  });

  test('finds malformed lines in the included file', async () => {
    await withFiles({ 'a.jsonl': [{ include: 'b.jsonl' }], 'b.jsonl': [policy, {}] }, (path) => {
      expect(malformedIn(path('a.jsonl')).place).toEqual({ file: path('b.jsonl'), line: 2 });
    });
  });
});

describe('the id of a command', () => {
  test('follows from what it asks for, not from what it expects nor from where it stands', async () => {
    const [plain] = await idsIn([open]);
    const [, expecting] = await idsIn([
      { at: '2023-07-01', due: true },
      {
        expect: ['ProgramOpened'],
        then: {},
        command: open.command,
        actor: open.actor,
        at: open.at,
      },
    ]);
    expect(expecting).toBe(plain);
  });

  test('is another for the n-th occurrence of the same line, and the same in a grown journal', async () => {
    const two = await idsIn([open, open]);
    expect(new Set(two).size).toBe(2);
    const three = await idsIn([open, open, open]);
    expect(three.slice(0, 2)).toEqual(two);
    expect(new Set(three).size).toBe(3);
  });

  test('is another where the instant, the actor, the revision or the command is another', async () => {
    const ids = await idsIn([
      open,
      { ...open, at: '2023-07-04' },
      { ...open, actor: 'gina' },
      { ...open, expectedRevision: 2 },
      { ...open, command: { ...open.command, programId: 'DB' } },
    ]);
    expect(new Set(ids).size).toBe(5);
  });

  test('is the one given', async () => {
    expect(await idsIn([{ ...open, commandId: 'mine' }])).toEqual(['mine']);
  });

  test('counts occurrences over included journals', async () => {
    await withFiles(
      { 'a.jsonl': [{ include: 'b.jsonl' }, open], 'b.jsonl': [open] },
      async (path) => {
        expect(idsOf(readJournal(path('a.jsonl')))).toEqual(await idsIn([open, open]));
      },
    );
  });
});
