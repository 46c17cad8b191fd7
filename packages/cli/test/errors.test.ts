import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { StoreUnavailableError } from '@partner-incentives/event-sourcing';
import { StoreOpenError } from '@partner-incentives/sql';
import { explain } from '../src/explain.js';
import { LineNotHandled } from '../src/journal/play-line.js';
import { envelope, incentives, inFolder } from './command.js';

inFolder(() => incentives('run examples/journals/ir-uk-invited.jsonl --store sqlite:good.db'));

/** As a person and as a program see it: nothing on stdout but an envelope, and exit code 2. */
const wrong = async (line: string): Promise<string> => {
  const { code, out, err } = await incentives(line);
  expect([line, code, out]).toEqual([line, 2, '']);
  expect(err).toMatch(/^incentives: .+\n/m);
  const asJson = await envelope(line);
  expect(asJson).toMatchObject({ code: 2, err: '', version: 1, status: 'error', data: null });
  expect(err).toContain(asJson.diagnostics[0]?.message);
  const next = asJson.diagnostics[0]?.next;
  if (next !== undefined) expect(err).toContain(`  → ${next}\n`);
  return err;
};

describe('a question that cannot be asked like that', () => {
  test.each([
    ['overvew', "unknown command 'overvew'", 'Did you mean overview?'],
    ['overview --sa ines', "unknown option '--sa'", 'Did you mean --as?'],
    ['overview --as', "option '--as <user>' argument missing", 'incentives --help'],
    ['requirements IR', "missing required argument 'location'", 'incentives --help'],
    ['verify now', 'Expected 0 arguments but got 1', 'incentives --help'],
    ['overview', 'needs to know who looks: --as <user>', 'incentives events --type UserAdded'],
    [
      'overview --as system:',
      'expected --as to be a user id or system:MS, got "system:"',
      'events',
    ],
    ['roll-forward soon', 'expected a fiscal year such as 2024 or FY24, got "soon"', ''],
    ['requirements I_R UK --as ines', 'expected a program such as CSP-INDIRECT, got "I_R"', ''],
    ['prompt IR U_K --as ines', 'expected a location such as Berlin, got "U_K"', ''],
    ['overview --as ines --at 2023-02-29', 'expected --at to be an instant', '2023-02-29'],
    ['overview --as ines --known-at noon', 'expected --known-at to be an instant', 'noon'],
    ['events --from 1/2/24', 'expected --from to be an instant', '1/2/24'],
    ['events --to never', 'expected --to to be an instant', 'never'],
    ['schema everything', 'expected one of commands, events, journal, got "everything"', ''],
  ])('%s', async (line, message, next) => {
    const err = await wrong(`${line} --store sqlite:good.db`);
    expect(err).toContain(message);
    expect(err).toContain(next);
  });

  test('no command at all: the help, and what to begin with', async () => {
    const { code, out, err } = await incentives([]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/^Usage: incentives/);
    expect(err).toContain('expected a command, got none\n  → incentives start');
    expect(await incentives('--store sqlite:good.db')).toMatchObject({ code: 2, out: '', err });
    const asJson = await incentives(['--json']);
    expect([asJson.code, asJson.err]).toEqual([2, '']);
    expect(JSON.parse(asJson.out)).toMatchObject({
      status: 'error',
      diagnostics: [{ message: 'expected a command, got none' }],
    });
  });
});

describe('a store that cannot be opened', () => {
  test.each(['file:good.db', 'good.db', 'sqlite:', ''])('%p names none', async (url) => {
    const { code, err } = await incentives(['verify', '--store', url]);
    expect(code).toBe(2);
    expect(err).toContain(
      `expected a store such as sqlite:path/to/file.db, esdb://host:2113 or memory:, got "${url}"`,
    );
  });

  test.each([
    'kurrentdb://admin:secret@db:2113',
    'esbd://admin:se/cr@et@db',
    'admin:secret@db',
    'esbd://admin:secret',
  ])('a password is never shown: %s', async (url) => {
    for (const line of [
      ['verify', '--store', url],
      ['copy', '--from', 'memory:', '--to', url],
    ]) {
      const { code, out, err } = await incentives(line);
      expect([code, out]).toEqual([2, '']);
      expect(err).toContain('expected a store such as');
      expect(err).not.toMatch(/se\/?cr@?et|admin/);
    }
  });

  const readers = [
    'overview --as ines',
    'actions --as ines',
    'requirements IR UK --as ines',
    'inbox --as ines',
    'prompt IR UK --as ines',
    'queue',
    'roll-forward',
    'roles --as gina',
    'events',
    'verify',
    'backup copy-of-none.db',
  ];

  test.each(readers)('%s creates none where there is none', async (line) => {
    const err = await wrong(`${line} --store sqlite:none/none.db`);
    expect(err).toContain('expected a store at none/none.db, but it does not exist');
    expect(err).toContain('→ incentives start creates one');
    expect(existsSync('none')).toBe(false);
    expect(existsSync('copy-of-none.db')).toBe(false);
  });

  test.each(readers.slice(0, -1))('%s changes nothing in the one there is', async (line) => {
    const before = readdirSync('.');
    expect((await incentives(`${line} --store sqlite:good.db`)).code).toBe(0);
    expect(readdirSync('.').filter((name) => !/-(shm|wal)$/.test(name))).toEqual(
      before.filter((name) => !/-(shm|wal)$/.test(name)),
    );
  });

  test('no database', async () => {
    writeFileSync('text.db', 'These are not the bytes of a database. '.repeat(100));
    expect(await wrong('verify --store sqlite:text.db')).toContain('is not a database');
    expect(await wrong('start --store sqlite:text.db')).toContain('is not a database');
  });

  test('a directory', async () => {
    mkdirSync('folder.db');
    expect(await wrong('start --store sqlite:folder.db')).toContain('is not a database');
  });

  test.each([
    ['newer', 60, 'was written by a newer version. Upgrade this program'],
    ['foreign', 68, 'is a database of another program. Choose another path'],
  ])('%s: bytes of its header say so', async (name, offset, message) => {
    copyFileSync('good.db', `${name}.db`);
    const file = openSync(`${name}.db`, 'r+');
    writeSync(file, Buffer.from([0, 0, 3, 232]), 0, 4, offset);
    closeSync(file);
    expect(await wrong(`verify --store sqlite:${name}.db`)).toContain(message);
    expect(await wrong(`start --store sqlite:${name}.db`)).toContain(message);
  });

  test('one that may only be read is read, and not played into', async () => {
    mkdirSync('archive');
    copyFileSync('good.db', 'archive/good.db');
    chmodSync('archive/good.db', 0o444);
    chmodSync('archive', 0o555);
    chmodSync('.', 0o755);
    await asSomebodyElse(async () => {
      for (const line of readers.slice(0, -1)) {
        const { code, err } = await incentives(`${line} --store sqlite:archive/good.db`);
        expect([line, code, err]).toEqual([line, 0, '']);
      }
      expect(await wrong('start --store sqlite:archive/good.db')).toMatch(
        /may not be written by this user|cannot be opened by this user/,
      );
    });
    chmodSync('archive', 0o755);
  });

  test('locked, out of reach while reading, or not answering a line: said with what to do next', () => {
    expect(explain(new StoreOpenError('Locked', 'good.db')).message).toContain('Try again');
    expect(explain(new StoreUnavailableError('the disk is full'))).toEqual({
      message: 'The event store is unavailable: the disk is full',
      next: 'try again',
    });
    const fault = { _tag: 'StoreUnavailable', reason: 'another process holds the lock' } as const;
    expect(explain(new LineNotHandled({ file: 'a.jsonl', line: 7 }, fault))).toMatchObject({
      message: 'a.jsonl:7: StoreUnavailable: another process holds the lock',
      next: expect.stringContaining('play it again'),
    });
  });
});

describe('a journal that cannot be played', () => {
  const journal = (...lines: ReadonlyArray<string>): string => {
    writeFileSync('bad.jsonl', lines.join('\n'));
    return 'run bad.jsonl --store sqlite:journal.db';
  };
  const open = (at: string): string =>
    `{"at":"${at}","actor":"system:MS","command":{"type":"OpenProgram","programId":"IR"}}`;
  const recorded = async (): Promise<number> =>
    ((await envelope('events --store sqlite:journal.db')).data as ReadonlyArray<unknown>).length;

  test('a malformed line: its number, column and what was expected; no line was played', async () => {
    rmSync('journal.db', { force: true });
    const misspelt = open('2024-01-02').replace('OpenProgram', 'OpenProgramm');
    const err = await wrong(journal(open('2024-01-01'), misspelt));
    expect(err).toMatch(
      /bad\.jsonl:2:58: expected "\w+" \| .* at command\.type, got string "OpenProgramm"/,
    );
    expect(await recorded()).toBe(0);
  });

  test('a line earlier than the last recorded instant: both instants, and what to do', async () => {
    rmSync('journal.db', { force: true });
    const err = await wrong(journal(open('2024-01-02'), open('2024-01-01')));
    expect(err).toContain('2024-01-01T00:00:00.000Z is earlier than 2024-01-02T00:00:00.000Z');
    expect(err).toContain('give the line a later "at"');
  });

  test('none at all', async () => {
    expect(await wrong('run nowhere.jsonl --store memory:')).toContain('nowhere.jsonl');
  });
});

describe('backup', () => {
  test('copies what verifies, overwrites nothing, and has nothing to copy in memory', async () => {
    const made = await incentives('backup copy.db --store sqlite:good.db');
    expect(made).toMatchObject({ code: 0, err: '' });
    expect(made.out).toContain('copy it back');
    const [original, copy] = await Promise.all(
      ['good.db', 'copy.db'].map((file) => envelope(`events --store sqlite:${file}`)),
    );
    expect(copy?.data).toEqual(original?.data);
    expect((await incentives('verify --store sqlite:copy.db')).code).toBe(0);
    expect(await wrong('backup copy.db --store sqlite:good.db')).toContain('copy.db');
    expect(await wrong('backup nowhere/copy.db --store sqlite:good.db')).toContain('copy.db');
    expect(await wrong('backup other.db --store memory:')).toContain('memory: has no file to copy');
  });

  test('a restored copy goes on, without the people: ids stand for names', async () => {
    const { out } = await incentives('roles --as gina --store sqlite:copy.db');
    expect(out).toMatch(/ines +ines +Incentives admin/);
    const next = 'run examples/journals/ir-uk-started.jsonl --store sqlite:copy.db';
    expect(await envelope(next)).toMatchObject({ status: 'pass' });
  });
});

describe('what nobody expected', () => {
  test('is shown whole, as a bug, and is no finding', () => {
    const { message, next } = explain(new TypeError('x is not a function'));
    expect(message).toMatch(/TypeError: x is not a function\n +at /);
    expect(next).toContain('bug');
    expect(explain('thrown text').message).toContain('thrown text');
  });
});

/** Root may do anything: as root, the work is done as somebody who may not. */
const asSomebodyElse = async (work: () => Promise<void>): Promise<void> => {
  const root = process.getuid?.() === 0;
  if (root) process.seteuid?.(65_534);
  try {
    await work();
  } finally {
    if (root) process.seteuid?.(0);
  }
};
