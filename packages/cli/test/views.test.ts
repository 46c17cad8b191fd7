import { describe, expect, test } from '@jest/globals';
import { sqliteDirectory } from '@partner-incentives/sql';
import { envelope, incentives, inFolder } from './command.js';

inFolder(async () => {
  await incentives('start');
  const directory = await sqliteDirectory({ path: '.data/incentives.db.directory' });
  await directory.erase('lena');
  await directory.close();
});

const rows = async (line: string) =>
  (await envelope(line)).data as ReadonlyArray<Readonly<Record<string, unknown>>>;

const status = async (line: string, programId: string, pla: string): Promise<unknown> =>
  (await rows(line)).find((row) => row['programId'] === programId && row['pla'] === pla)?.[
    'status'
  ];

describe('overview', () => {
  test('is the same on a terminal as through a pipe, colours apart', async () => {
    const [terminal, pipe] = [
      await incentives('overview --as priya', true),
      await incentives('overview --as priya'),
    ];
    expect(terminal.out.replaceAll(/\u001B\[\d+m/g, '')).toBe(pipe.out);
    expect(pipe.out).not.toContain('\u001B');
  });

  test('in columns: heads and cells begin in the same place', async () => {
    const { out } = await incentives('overview --as soren');
    const [head = '', ...lines] = out.split('\n');
    const column = head.indexOf('STATUS');
    const table = lines.slice(0, lines.indexOf(''));
    expect(table.length).toBeGreaterThan(5);
    for (const line of table) expect(line.slice(column - 2, column + 1)).toMatch(/^ {2}\S$/);
  });

  test('ends with who looked, and the "now" of the store: its newest event', async () => {
    const { out } = await incentives('overview --as priya');
    const { out: events } = await incentives('events --json');
    const { data } = JSON.parse(events) as {
      data: ReadonlyArray<{ metadata: { recordedAt: string } }>;
    };
    const newest = data
      .map(({ metadata }) => metadata.recordedAt)
      .toSorted()
      .at(-1);
    expect(out.trimEnd().split('\n').at(-1)).toBe(`As Priya Nair (priya) sees it at ${newest}.`);
  });

  test('--at shows what was effective by then, --known-at what was recorded by then, and they combine', async () => {
    const [program, pla] = ['CSP-PROVIDER', 'Stockholm'];
    const events = (await rows(`events enrollment-${program}_${pla}`)) as ReadonlyArray<{
      type: string;
      metadata: { effectiveAt: string; recordedAt: string };
    }>;
    // Recorded the day after the boundary that it is effective at.
    const rolled = events.find(({ type }) => type === 'FiscalYearRolledForward');
    const { effectiveAt = '', recordedAt = '' } = rolled?.metadata ?? {};
    expect(effectiveAt < recordedAt).toBe(true);
    const fy = async (options: string): Promise<unknown> =>
      (await rows(`overview --as soren ${options}`)).find(
        (row) => row['programId'] === program && row['pla'] === pla,
      )?.['fy'];
    expect(await fy(`--at ${effectiveAt}`)).toBe(2025);
    expect(await fy(`--known-at ${recordedAt}`)).toBe(2025);
    expect(await fy(`--known-at ${effectiveAt}`)).toBe(2024);
    expect(await fy(`--at ${effectiveAt} --known-at ${effectiveAt}`)).toBe(2024);
    expect(await fy(`--at ${effectiveAt} --known-at ${recordedAt}`)).toBe(2025);
  });

  test('a moment is said with the answer, a bare date as the instant it became', async () => {
    const { out } = await incentives('overview --as priya --at 2024-01-01 --known-at 2024-02-01');
    expect(out).toContain(
      'sees it at 2024-01-01T00:00:00.000Z, from what was recorded by 2024-02-01T00:00:00.000Z.',
    );
  });

  test('--at is also the "now": what was not yet invited then is shown as it was', async () => {
    const then = await status('overview --as priya --at 2024-01-01', 'CSP-INDIRECT', 'Berlin');
    const now = await status('overview --as priya', 'CSP-INDIRECT', 'Berlin');
    expect([then, now]).toEqual(['Enrolled', 'Ineligible']);
  });

  test('--locale gives the labels, by the nearest language, else in English', async () => {
    const label = async (locale: string): Promise<unknown> =>
      (await rows(`overview --as priya --locale ${locale}`)).find(
        (row) => row['status'] === 'Enrolled',
      )?.['label'];
    expect(await label('fr-CA')).toBe('Inscrit');
    expect(await label('xx')).toBe('Enrolled');
    expect(await label('sv')).not.toBe('Enrolled');
  });
});

describe('without an incentives role (P-FAQ)', () => {
  test('the overview is a panel with the names of the account admins and global admins', async () => {
    const { code, out } = await incentives('overview --as grace');
    expect(code).toBe(0);
    expect(out).toMatch(/^No access: Grace Okafor has no incentives role/);
    expect(out).toMatch(/Tomás Vega +Contoso +Account admin/);
    expect(out).toMatch(/Grace Okafor +Contoso +Global admin/);
    expect(out).not.toContain('Fabrikam');
  });

  test('the data stays what it is: no rows', async () => {
    expect(await envelope('overview --as grace')).toMatchObject({ status: 'pass', data: [] });
  });

  test('people of no account are told nothing', async () => {
    const { out } = await incentives('overview --as nobody');
    expect(out).toMatch(/^Nothing for nobody\./);
  });
});

describe('people', () => {
  test('have their names from the directory, and who was erased is a former user (§3.7)', async () => {
    const { out } = await incentives('roles --as tomas');
    expect(out).toMatch(/priya +Priya Nair +Incentives admin/);
    expect(out).toMatch(/lena +former user +Incentives user/);
    expect(await rows('roles --as tomas')).toContainEqual({
      userId: 'lena',
      role: 'IU',
      location: 'Berlin',
      programs: 'all',
    });
  });
});

describe("Microsoft's own views", () => {
  test('need no --as, and show a person nothing', async () => {
    expect(await rows('queue')).not.toEqual([]);
    expect(await rows('roll-forward FY25')).toEqual(await rows('roll-forward 2025'));
    expect(await rows('queue --as priya')).toEqual([]);
    expect(await rows('roll-forward --as priya')).toEqual([]);
  });

  test('roll-forward asks one boundary, or every one', async () => {
    const [one, every] = [await rows('roll-forward FY25'), await rows('roll-forward')];
    expect(new Set(one.map(({ fy }) => fy))).toEqual(new Set([2025]));
    expect(every.length).toBeGreaterThanOrEqual(one.length);
    expect(await rows('roll-forward FY24')).toEqual(every.filter(({ fy }) => fy === 2024));
  });
});

describe('what a place is asked about', () => {
  test('requirements come in the order of the program', async () => {
    const asked = await rows('requirements CSP-INDIRECT Berlin --as priya');
    expect(asked.map(({ criterion }) => (criterion as { kind: string }).kind).slice(0, 3)).toEqual([
      'ActiveAgreement',
      'Membership',
      'Designation',
    ]);
  });

  test('a place that is not there has none', async () => {
    const { code, out } = await incentives('requirements CSP-INDIRECT Atlantis --as priya');
    expect([code, out.split('\n')[0]]).toEqual([0, 'Nothing for priya.']);
  });
});
