import { rmSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { CopyInterrupted, StoreUnavailableError } from '@partner-incentives/event-sourcing';
import { inMemoryDirectory } from '@partner-incentives/incentives';
import { sqliteDirectory, sqliteEventStore } from '@partner-incentives/sql';
import { copyPeople } from '../src/commands/copy/copy-people.js';
import { LineNotHandled } from '../src/journal/play-line.js';
import { openStore } from '../src/store/open-store.js';
import type { OpenedStore } from '../src/store/opened-store.js';
import { sayWhere } from '../src/store/say-where.js';
import { envelope, incentives, inFolder } from './command.js';

const year = 'sqlite:year.db';

inFolder(() => incentives(`start --store ${year}`));

beforeEach(() => {
  for (const name of ['copy.db', 'copy.db.directory', 'back.db', 'back.db.directory']) {
    for (const end of ['', '-wal', '-shm']) rmSync(`${name}${end}`, { force: true });
  }
});

/** What the views, the list of events and verify say of a store. */
const answers = async (store: string): Promise<ReadonlyArray<string>> => {
  const questions = [
    'overview --as priya --json',
    'overview --as soren',
    'roles --as tomas',
    'queue --json',
    'roll-forward FY25',
    'actions --as priya --at 2024-02-12',
    'events --json',
    'verify --json',
  ];
  const said: Array<string> = [];
  for (const question of questions) {
    said.push((await incentives(`${question} --store ${store}`)).out);
  }
  return said;
};

describe('copy', () => {
  test('makes a store that answers everything as the first one does, people and positions included', async () => {
    const made = await incentives(`copy --from ${year} --to sqlite:copy.db`);
    expect([made.code, made.err]).toEqual([0, '']);
    expect(made.out).toMatch(
      /^✓ sqlite:copy\.db holds the 376 events of sqlite:year\.db: 376 written, 0 were there; both were compared\.\n✓ \d+ people: \d+ added, 0 were there, 0 erased\.\n✓ Policies go on where they were\.\n$/,
    );
    expect(await answers('sqlite:copy.db')).toEqual(await answers(year));
    const played = await envelope(
      'run examples/journals/contoso-year.jsonl --store sqlite:copy.db',
    );
    expect(played).toMatchObject({ code: 0, data: { failed: [] } });
    expect(await envelope('start --store sqlite:copy.db')).toMatchObject({
      data: { played: null },
    });
  });

  test('run again writes nothing, and goes on when more was recorded', async () => {
    await incentives('run examples/journals/ir-uk-invited.jsonl --store sqlite:back.db');
    await incentives('copy --from sqlite:back.db --to sqlite:copy.db');
    const again = await envelope('copy --from sqlite:back.db --to sqlite:copy.db');
    expect(again).toMatchObject({ code: 0, data: { written: 0, policies: true, stopped: null } });
    await incentives('run examples/journals/ir-uk-complete.jsonl --store sqlite:back.db');
    const { code, data } = await envelope('copy --from sqlite:back.db --to sqlite:copy.db');
    const { events, written } = data as { readonly events: number; readonly written: number };
    expect(code).toBe(0);
    expect(written).toBeGreaterThan(0);
    expect(written).toBeLessThan(events);
    const next = 'run examples/journals/ir-uk-complete.jsonl --store sqlite:copy.db';
    expect(await envelope(next)).toMatchObject({ code: 0, data: { failed: [] } });
  });

  test('with many appends at a time holds the same events, in whatever order between streams', async () => {
    await incentives(`copy --from ${year} --to sqlite:copy.db --concurrency 32`);
    const [first, second] = await Promise.all([answers(year), answers('sqlite:copy.db')]);
    expect(second.toSpliced(6, 1)).toEqual(first.toSpliced(6, 1));
  });

  test('into a store with another history is a finding that names the first place, and changes nothing', async () => {
    const other = 'sqlite:back.db';
    await incentives(`run examples/journals/scenario-28.jsonl --store ${other}`);
    const before = await answers(other);
    const { code, out } = await incentives(`copy --from ${year} --to ${other}`);
    expect(code).toBe(1);
    expect(out).toMatch(/^✗ The target diverges at \w+-\S+ #\d+: .+\.\n→ Copy into an empty store/);
    expect(await envelope(`copy --from ${year} --to ${other}`)).toMatchObject({
      code: 1,
      status: 'fail',
      data: { events: null, stopped: { reason: 'TargetDiverged', stream: expect.any(String) } },
    });
    expect((await incentives(`verify --store ${other}`)).code).toBe(0);
    expect(before).not.toEqual([]);
  });

  test('an event that no store takes is a finding, and nothing is written', async () => {
    const store = await sqliteEventStore({ path: 'back.db' });
    const stream = 'tenant-x' as Parameters<typeof store.append>[0];
    const event = { type: 'TenantAssociated', schemaVersion: 1, data: 'half \ud800', metadata: {} };
    await store.append(stream, -1, [{ id: '00000000-0000-4000-8000-000000000000', ...event }])();
    await store.close();
    const { code, out } = await incentives('copy --from sqlite:back.db --to sqlite:copy.db');
    expect(code).toBe(1);
    expect(out).toMatch(/^✗ tenant-x #0, TenantAssociated \(.+\), cannot be copied: its data/);
  });

  test.each([
    ['copy --from sqlite:year.db', "required option '--to <store>' not specified"],
    ['copy --from sqlite:year.db --to sqlite:year.db', 'expected two stores, got the same twice'],
    ['copy --from sqlite:none.db --to sqlite:copy.db', 'expected a store at none.db'],
    [`copy --from ${year} --to copy.db`, 'expected a store such as sqlite:path/to/file.db'],
    [`copy --from ${year} --to sqlite:copy.db --concurrency 0`, 'expected --concurrency to be'],
  ])('%s cannot be done', async (line, message) => {
    const { code, out, err } = await incentives(line);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(message);
  });
});

describe('the people of a copy', () => {
  let opened: OpenedStore;
  beforeAll(async () => {
    opened = await openStore(year, 'read');
  });
  afterAll(() => opened.close());
  const someone = { userId: 'priya', name: 'Priya Nair', email: 'priya@contoso.example' };

  test('who was erased in either is so in the copy, and nobody is brought back', async () => {
    const [from, to] = [inMemoryDirectory(), inMemoryDirectory()];
    await from.add(someone);
    await from.erase('priya');
    const soren = { ...someone, userId: 'soren', email: 's@x.example' };
    await from.add(soren);
    await to.add(soren);
    await to.erase('soren');
    const source = { store: opened.store, directory: from };
    for (let round = 0; round < 2; round += 1) {
      expect(await copyPeople(source, { directory: to })).toEqual({
        added: 0,
        already: 0,
        erased: 2,
        refused: [],
      });
      expect(await to.lookUp('priya')).toBe('erased');
      expect(await to.lookUp('soren')).toBe('erased');
    }
  });

  test('who was erased in the source after a first copy is erased in the next', async () => {
    const [from, to] = [inMemoryDirectory(), inMemoryDirectory()];
    await from.add(someone);
    const source = { store: opened.store, directory: from };
    expect(await copyPeople(source, { directory: to })).toMatchObject({ added: 1 });
    expect(await copyPeople(source, { directory: to })).toMatchObject({ added: 0, already: 1 });
    await from.erase('priya');
    await copyPeople(source, { directory: to });
    expect(await to.lookUp('priya')).toBe('erased');
  });

  test('somebody else with the same id or e-mail is a finding that names the id', async () => {
    const directory = await sqliteDirectory({ path: 'copy.db.directory' });
    await directory.add({ ...someone, email: 'other@contoso.example' });
    await directory.close();
    const { code, out } = await incentives(`copy --from ${year} --to sqlite:copy.db`);
    expect(code).toBe(1);
    expect(out).toContain('✗ priya is somebody else there');
  });

  test('without a directory, ids stand for names', async () => {
    await incentives(`backup back.db --store ${year}`);
    const { out } = await incentives('copy --from sqlite:back.db --to sqlite:copy.db');
    expect(out).toContain('✓ No people are known to the source: ids stand for names.');
  });
});

describe('a server that does not answer', () => {
  const server = { name: 'esdb://db1:2113', whenAway: 'look there' };

  test.each<[string, unknown, string]>([
    [
      'a reading',
      new StoreUnavailableError('no route'),
      'esdb://db1:2113 does not answer: no route',
    ],
    [
      'a copy',
      new CopyInterrupted('target', 'no route'),
      'esdb://db1:2113 does not answer: no route',
    ],
    [
      'a line of a journal',
      new LineNotHandled(
        { file: 'a.jsonl', line: 7 },
        { _tag: 'StoreUnavailable', reason: 'away' },
      ),
      'a.jsonl:7: esdb://db1:2113 does not answer: away',
    ],
  ])('%s: which, why, and what to do', (_what, error, message) => {
    expect(sayWhere(server, error)).toMatchObject({ message, next: 'look there' });
    expect(sayWhere({ name: 'sqlite:a.db' }, error)).toBe(error);
  });

  test('any other error stays as it is', () => {
    const bug = new TypeError('a bug');
    expect(sayWhere(server, bug)).toBe(bug);
  });
});
