import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { onServer, postgresForTests, type TestDatabase } from '@partner-incentives/sql/testing';
import { envelope, incentives, inFolder } from '../command.js';

let database: TestDatabase;
let rows = '';

inFolder(() => incentives('run examples/journals/ir-uk-started.jsonl'));
beforeAll(async () => {
  database = await postgresForTests();
  rows = `--read-store ${database.connectionString}`;
});
afterAll(() => database.drop());

const live = (model: string): string =>
  `(select id from incentives.builds where model = '${model}' and stage = 'live')`;

describe('rows in PostgreSQL', () => {
  test('a worker builds them, and views answer from them', async () => {
    expect(await incentives(`worker --once --log-level silent ${rows}`)).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^✓ 5 projections up to date, \d+ rows\.\n$/),
    });
    const folded = await envelope('overview --as ines');
    expect(folded.data).not.toEqual([]);
    expect(await envelope(`overview --as ines ${rows}`)).toEqual(folded);
  });

  test('they are rebuilt, promoted, rolled back and verified', async () => {
    expect(await envelope(`projections rebuild programs --yes ${rows}`)).toMatchObject({
      code: 0,
      data: { promoted: true, comparison: { same: 4, differ: 0, missing: 0, extra: 0 } },
    });
    expect((await incentives(`projections rollback programs --yes ${rows}`)).code).toBe(0);
    expect((await incentives(`projections drop programs --yes ${rows}`)).code).toBe(0);
    expect((await incentives(`projections verify ${rows}`)).code).toBe(0);
    expect((await incentives(`projections status ${rows}`)).out).toMatch(/programs +v1 +live/);
  });

  test('the doctor names the database without its password, and misses a worker', async () => {
    const { code, out } = await incentives(`doctor ${rows}`);
    expect(code).toBe(1);
    expect(out).toMatch(/✓ read store postgres(ql)?:\/\/\S+: 5 builds/);
    expect(out).toContain('✗ no worker keeps up accounts, eligibility, enrollments, locations,');
    const password = /:\/\/[^:@/]+:([^@]+)@/.exec(database.connectionString)?.[1];
    if (password !== undefined) expect(out).not.toContain(password);
  });

  test('a worker whose database goes away is not ready, lives, and ends well when told', async () => {
    const doomed = await postgresForTests();
    let found: (url: string) => void = () => undefined;
    const listening = new Promise<string>((resolve) => {
      found = resolve;
    });
    const line = `worker --port 0 --drain 1 --read-store ${doomed.connectionString}`;
    const running = incentives(line, false, undefined, (text) => {
      const { url } = JSON.parse(text) as { readonly url?: string };
      if (url !== undefined) found(url);
    });
    const url = await listening;
    const statusOf = async (what: string): Promise<number> =>
      (await fetch(`${url}/health/${what}`)).status;
    while ((await statusOf('ready')) !== 200) await setTimeout(50);
    await doomed.drop();
    while ((await statusOf('ready')) !== 503) await setTimeout(50);
    const reasons = await (await fetch(`${url}/health/ready`)).text();
    expect(reasons).toMatch(/the read store does not answer|retrying/);
    expect(await statusOf('live')).toBe(200);
    process.emit('SIGTERM');
    expect((await running).code).toBe(0);
  });

  test('DATABASE_URL names them where nobody else does; start goes on beside the store', async () => {
    const before = process.env['DATABASE_URL'];
    process.env['DATABASE_URL'] = database.connectionString;
    try {
      expect((await incentives('projections status')).out).toMatch(/programs +v1 +live/);
      expect(await envelope('start')).toMatchObject({
        data: { readStore: 'sqlite:.data/incentives.db.rows' },
      });
    } finally {
      if (before === undefined) delete process.env['DATABASE_URL'];
      else process.env['DATABASE_URL'] = before;
    }
  });

  test('verify names a row that is not found under one of its values, and a rebuild mends it', async () => {
    await onServer(
      database.connectionString,
      `delete from incentives.row_values where (build, value, key) = (
        select build, value, key from incentives.row_values where build = ${live('accounts')} limit 1)`,
    );
    const { code, out } = await incentives(`projections verify accounts ${rows}`);
    expect(code).toBe(1);
    expect(out).toMatch(/0 rows as replayed, 1 differ, 0 missing, 0 extra/);
    expect(out).toMatch(/ {2}\S+\n {4}foundUnder: \[.+\] → \[.*\]\n/);
    expect((await incentives(`projections rebuild accounts --yes ${rows}`)).code).toBe(0);
    expect((await incentives(`projections verify accounts ${rows}`)).code).toBe(0);
  });

  test('verify names a damaged row; a rebuild shows it as different, and mends it', async () => {
    await onServer(
      database.connectionString,
      `update incentives.rows set data = '{' where (build, key) = (
        select build, min(key) from incentives.rows where build = ${live('programs')} group by build)`,
    );
    const { code, out } = await incentives(`projections verify programs ${rows}`);
    expect([code, out]).toEqual([
      1,
      expect.stringMatching(/ 1 differ,.*\n.*\n {2}program-\w+ is damaged: it cannot be read\n/),
    ]);
    const rebuilt = await envelope(`projections rebuild programs --yes ${rows}`);
    expect(rebuilt).toMatchObject({
      code: 0,
      data: {
        promoted: true,
        comparison: { same: 3, differ: 1, missing: 0, extra: 0 },
        differences: [{ kind: 'damaged' }],
      },
    });
    expect((await incentives(`projections verify programs ${rows}`)).code).toBe(0);
  });
});
