import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { openStore } from '../src/store/open-store.js';
import { envelope, incentives, inFolder } from './command.js';

const tiny = 'examples/journals/ir-uk-invited.jsonl';

inFolder();

describe('start, on an empty store', () => {
  test('plays the sample year, keeps it, and shows how both partners stand', async () => {
    rmSync('.data', { recursive: true, force: true });
    const first = await incentives('start');
    expect([first.code, first.err]).toEqual([0, '']);
    expect(first.out).toMatch(/^✓ .*contoso-year\.jsonl: \d+ lines, .* as expected\n/);
    expect(first.out).toContain('Contoso as Priya Nair (priya) sees it at 20');
    expect(first.out).toContain('Fabrikam as Søren Holm (soren) sees it at 20');
    for (const status of ['Enrolled', 'Invited', 'Action required', 'Ineligible', 'Inactive']) {
      expect(first.out).toContain(status);
    }

    const again = await incentives('start');
    expect(again.code).toBe(0);
    expect(again.out).toMatch(/^✓ a history is there: nothing was played\n/);
    const table = (out: string): string => out.slice(out.indexOf('Contoso as'));
    expect(table(again.out)).toBe(table(first.out));
  });

  test('every next step it proposes works', async () => {
    const { out } = await incentives('start');
    const steps = [...out.matchAll(/^ {2}npx incentives (.+?) {3}/gm)].map(([, line = '']) => line);
    expect(steps).toHaveLength(4);
    for (const step of steps) {
      expect([step, (await incentives(step.trim())).code]).toEqual([step, 0]);
    }
  });

  test('its tables fit a terminal of 110 columns', async () => {
    const { out } = await incentives('start');
    const widths = out.split('\n').map((line) => line.length);
    expect(Math.max(...widths)).toBeLessThanOrEqual(110);
  });

  test('a first start that was interrupted goes on where it stopped', async () => {
    rmSync('.data', { recursive: true, force: true });
    const year = readFileSync('examples/journals/contoso-year.jsonl', 'utf8').split('\n');
    writeFileSync('half.jsonl', year.slice(0, 100).join('\n'));
    await incentives('run half.jsonl');
    const opened = await openStore('sqlite:.data/incentives.db');
    await opened.checkpoints.save('sample-year', 'playing');
    await opened.close();
    const { data } = await envelope('start');
    expect(data).toMatchObject({ played: { lines: 236, already: expect.any(Number), failed: [] } });
    expect((data as { played: { already: number } }).played.already).toBeGreaterThan(80);
    expect(await envelope('start')).toMatchObject({ data: { played: null } });
  });
});

describe('start', () => {
  beforeEach(() => {
    rmSync('own.db', { force: true });
  });

  test('plays the journal it is given, and a grown one goes on', async () => {
    const first = await envelope(`start ${tiny} --store sqlite:own.db`);
    expect(first).toMatchObject({ code: 0, data: { played: { already: 0, failed: [] } } });
    const { data } = await envelope(
      'start examples/journals/ir-uk-started.jsonl --store sqlite:own.db',
    );
    const { already, failed } = (data as { played: { already: number; failed: unknown } }).played;
    expect(already).toBeGreaterThan(0);
    expect(failed).toEqual([]);
  });

  test('--as shows the overview of whom it names', async () => {
    await incentives(`start ${tiny} --store sqlite:own.db`);
    const { data } = await envelope('start --as ivan --store sqlite:own.db');
    const { played, overviews } = data as {
      played: unknown;
      overviews: ReadonlyArray<{ viewer: string; rows: ReadonlyArray<{ pla: string }> }>;
    };
    expect(played).toBeNull();
    expect(overviews.map(({ viewer }) => viewer)).toEqual(['ivan']);
    expect(new Set(overviews[0]?.rows.map(({ pla }) => pla))).toEqual(new Set(['FR']));
  });

  test('an expectation that is not met is a finding, with the line, what was expected and what came', async () => {
    writeFileSync(
      'wrong.jsonl',
      '{"at":"2024-01-01","actor":"system:MS","command":{"type":"OpenProgram","programId":"X"},"expect":["ProgramOpened"]}\n',
    );
    const { code, out } = await incentives('run wrong.jsonl --store sqlite:own.db');
    expect(code).toBe(1);
    expect(out).toMatch(
      /✗ wrong\.jsonl:1 expect\n {4}expected \["ProgramOpened"\]\n {4}got .*UnknownProgram/,
    );
    expect(out).toContain('0 of 1 check as expected');
    const again = await envelope('run wrong.jsonl --store sqlite:own.db');
    expect(again).toMatchObject({ code: 1, status: 'fail', data: { failed: [{ line: 1 }] } });
  });
});
