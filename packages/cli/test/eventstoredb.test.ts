import { existsSync } from 'node:fs';
import { afterAll, describe, expect, test } from '@jest/globals';
import { standInServer, type StandInServer } from '@partner-incentives/eventstoredb/testing';
import { envelope, incentives, inFolder } from './command.js';

let server: StandInServer;
let stores = 0;

const year = 'examples/journals/contoso-year.jsonl';
const nameOf = (store: string): string => store.replace(/\?.*/, '');

/** A store of its own on the one server. */
const newStore = (): string => {
  stores += 1;
  return `${server.connectionString}&categoryPrefix=${'abcdefghijklmnopqrst'[stores] ?? ''}`;
};

let played: unknown;

inFolder(async () => {
  server = await standInServer();
  await server.plant('invoice-1', { type: 'ProgramOpened', data: '{"half":', metadata: '' });
  played = (await envelope(`run ${year} --store sqlite:year.db`)).data;
});
afterAll(() => server.stop());

const questions = [
  'overview --as priya --json',
  'overview --as ines --json',
  'overview --as soren --at 2024-02-12 --locale sv',
  'roles --as gina --json',
  'roles --as tomas',
  'actions --as priya --known-at 2024-02-12 --json',
  'queue --json',
  'roll-forward --json',
  'events --json',
  'events --type CommandRefused',
  'verify --json',
];

const some = ['overview --as priya', 'roles --as tomas', 'events --json', 'verify --json'];

/** Positions belong to a store, and when something was recorded to the playing; all else must be the same. */
const masked = (json: string): string =>
  json.replace(/"(?<field>position|recordedAt)": "[^"]*"/g, '"$<field>": "…"');

const answers = async (store: string, asked = questions): Promise<ReadonlyArray<string>> => {
  const said: Array<string> = [];
  for (const question of asked) {
    const { code, out, err } = await incentives(`${question} --store ${store}`);
    said.push(`${question} ${String(code)}\n${err}${masked(out)}`);
  }
  return said;
};

describe('the same journal on the embedded store and on EventStoreDB', () => {
  test('start plays the sample year beside what others keep: the same answers, byte by byte, but for positions and recorded instants', async () => {
    const store = server.connectionString;
    const [there, here] = [
      await envelope(`start --store ${store}`),
      await envelope('start --store sqlite:year.db'),
    ];
    expect(here).toMatchObject({ code: 0, data: { played: null } });
    expect(there).toMatchObject({ code: 0, err: '', status: 'pass' });
    const own = { store: nameOf(store), readStore: expect.any(String), played };
    expect(there.data).toEqual({ ...(here.data as object), ...own });
    expect(await answers(store)).toEqual(await answers('sqlite:year.db'));
    expect(await envelope(`verify --store ${store}`)).toMatchObject({ data: { foreign: 0 } });
    expect(await envelope(`start --store ${store}`)).toMatchObject({ data: { played: null } });
  });

  test.each([16, 55])('scenario %i: the same', async (number) => {
    const run = `run examples/journals/scenario-${String(number)}.jsonl --json`;
    const [store, embedded] = [newStore(), `sqlite:scenario-${String(number)}.db`];
    const first = await incentives(`${run} --store ${embedded}`);
    expect([first.code, await incentives(`${run} --store ${store}`)]).toEqual([0, first]);
    expect(await answers(store)).toEqual(await answers(embedded));
  });

  test('a difference in anything else would be seen', async () => {
    const lines = [
      '{"position": "1", "recordedAt": "then", "id": "a"}',
      '{"position": "2", "id": "b"}',
    ];
    expect(lines.map(masked)).toEqual([
      '{"position": "…", "recordedAt": "…", "id": "a"}',
      '{"position": "…", "id": "b"}',
    ]);
  });
});

describe('copy', () => {
  const all = { events: 376, written: 376, policies: true };

  test('to EventStoreDB and back again comes to the store it began with', async () => {
    const store = newStore();
    const there = await envelope(`copy --from sqlite:year.db --to ${store}`);
    expect(there).toMatchObject({ code: 0, data: all });
    const back = await envelope(`copy --from ${store} --to sqlite:back.db`);
    expect(back).toMatchObject({ code: 0, data: all });
    const begun = await answers('sqlite:year.db', some);
    expect(await answers(store, some)).toEqual(begun);
    expect(await answers('sqlite:back.db', some)).toEqual(begun);
  });

  test('goes on through lost replies, refused appends and readings that break off', async () => {
    const store = newStore();
    server.faults.nth(3, 'append').dropReply('after the commit');
    server.faults.nth(9, 'append').dropReply('before the write');
    server.faults.nth(20, 'append').refuse();
    server.faults.nth(2, 'readAll').cut();
    const struck = server.faults.struck;
    const { code, data } = await envelope(`copy --from sqlite:year.db --to ${store}`);
    expect(server.faults.struck - struck).toBe(4);
    server.faults.clear();
    expect([code, data]).toEqual([0, expect.objectContaining({ events: 376 })]);
    expect(await envelope(`verify --store ${store}`)).toMatchObject({
      data: { events: 376, bad: 0 },
    });
  });

  test('of another history on the server is refused', async () => {
    const store = newStore();
    await incentives(`run examples/journals/ir-uk-invited.jsonl --store ${store}`);
    const { code, out } = await incentives(`copy --from sqlite:year.db --to ${store}`);
    expect(code).toBe(1);
    expect(out).toMatch(/^✗ The target diverges at \w+-\S+ #\d+/);
  });
});

describe('beside the server', () => {
  test('people are in a file named after it, or the one that --directory names', async () => {
    const store = newStore();
    const run = 'run examples/journals/ir-uk-invited.jsonl';
    await incentives(`${run} --store ${store} --directory sqlite:people/own.db`);
    expect(existsSync('people/own.db')).toBe(true);
    const { out } = await incentives(
      `roles --as gina --store ${store} --directory sqlite:people/own.db`,
    );
    expect(out).toContain('Ines');
    const elsewhere = await incentives(`roles --as gina --store ${store}`);
    expect(elsewhere.out).toMatch(/ines +ines +Incentives admin/);
    const named = `.data/esdb-127.0.0.1-${String(server.port)}-categoryPrefix-`;
    const other = newStore();
    await incentives(`${run} --store ${other}`);
    expect(existsSync(`${named}${other.at(-1) ?? ''}.directory`)).toBe(true);
  });

  test('whoever only looks creates no file', async () => {
    const store = newStore();
    await incentives(`verify --store ${store} --directory sqlite:nobody/own.db`);
    expect(existsSync('nobody')).toBe(false);
  });
});

describe('a server that was emptied', () => {
  test('start plays the whole year again, reactions too: marks of the lost history do not count', async () => {
    const first = await standInServer();
    const store = first.connectionString;
    expect(await envelope(`start --store ${store}`)).toMatchObject({ code: 0 });
    await first.stop();
    const emptied = await standInServer({ port: first.port });
    try {
      const again = await envelope(`start --store ${store}`);
      expect(again).toMatchObject({ code: 0, data: { played } });
      const { data } = await envelope(`verify --store ${store}`);
      expect(data).toMatchObject({ events: 376, bad: 0 });
    } finally {
      await emptied.stop();
    }
  });
});

describe('a server that cannot be used', () => {
  const nobody = 'esdb://admin:s3cret@127.0.0.1:1?tls=false';

  test.each([
    'start',
    'run examples/journals/ir-uk-invited.jsonl',
    'overview --as ines',
    'events',
    'verify',
    'copy --from memory: --to',
    'copy --to memory: --from',
  ])('%s: which one, and what to do; never the password', async (line) => {
    const given = line.startsWith('copy') ? `${line} ${nobody}` : `${line} --store ${nobody}`;
    const { code, out, err } = await incentives(given);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(
      /^incentives: esdb:\/\/127\.0\.0\.1:1 does not answer: .+\n {2}→ .*run it again/,
    );
    expect(err).not.toContain('s3cret');
  });

  test.each([
    ['esdb://admin:s3cret@db:port', 'hosts'],
    ['esdb://admin:s3:cret@db', 'credentials'],
    ['esdb://admin:s3cret@db?tls=maybe', 'tls'],
    ['esdb://admin:s3cret@db?secure=true', 'options'],
    ['esdb+discover://admin:s3cret@db1,db2', 'hosts'],
    ['esdb://admin:s3cret@db?tls=false&categoryPrefix=a_b', 'categoryPrefix'],
  ])('%s: its %s are named, never the password', async (url, part) => {
    const { code, err } = await incentives(`verify --store ${url}`);
    expect(code).toBe(2);
    expect(err).toContain(part);
    expect(err).not.toMatch(/s3|admin/);
  });

  test('--directory that is no file', async () => {
    const { code, err } = await incentives(
      `verify --store ${server.connectionString} --directory people.db`,
    );
    expect(code).toBe(2);
    expect(err).toContain('expected --directory to be sqlite:path/to/file, got "people.db"');
  });
});
