import { describe, expect, test } from '@jest/globals';
import { envelope, incentives } from '../command.js';
import { inOperatedFolder, store } from './operators.js';

inOperatedFolder();

const names = ['accounts', 'eligibility', 'enrollments', 'locations', 'programs'];

describe('projections status', () => {
  test('every projection, how far it is, its rows and who folds it', async () => {
    const { code, out, err } = await incentives('projections status');
    expect([code, err]).toEqual([0, '']);
    const [head = '', ...lines] = out.split('\n');
    expect(head.trim().split(/\s{2,}|(?<=T) |(?<=R) |(?<=D) /)[0]).toBe('PROJECTION');
    expect(lines.slice(0, 5).map((line) => line.trim().split(' ')[0])).toEqual(names);
    for (const line of lines.slice(0, 5)) {
      expect(line).toMatch(/v1 +live +@\d+ +0 s +– +\d+ +0 +– +[\d.]+ s ago$/);
    }
    expect(lines[5]).toMatch(/^store head @\d+$/);
  });

  test('the same as data', async () => {
    const { code, data } = await envelope('projections status');
    expect(code).toBe(0);
    expect(data).toMatchObject({
      head: expect.stringMatching(/^\d{16}$/),
      findings: [],
      projections: names.map((projection) => ({
        projection,
        build: 1,
        schema: 1,
        stage: 'live',
        state: 'live',
        position: expect.stringMatching(/^\d{16}$/),
        behind: { events: 0, exact: true, seconds: 0 },
        parked: 0,
        worker: null,
        paused: null,
        halted: null,
      })),
    });
  });

  test('what is recorded meanwhile is behind, by events and by seconds', async () => {
    await incentives('run examples/journals/ir-uk-started.jsonl');
    const { data } = await envelope('projections status');
    const { projections } = data as {
      projections: ReadonlyArray<{ behind: { events: number; seconds: number } }>;
    };
    for (const { behind } of projections) {
      expect(behind.events).toBeGreaterThan(0);
      expect(behind.seconds).toBeGreaterThan(0);
    }
    expect((await incentives('projections status')).out).toMatch(/live +@\d+ +\d+ ev, [\d ]+ d +–/);
    await incentives('worker --once --log-level silent');
  });

  test('--watch looks again, with rates, until it is interrupted', async () => {
    let printed = '';
    const watching = incentives('projections status --watch', false, (text) => {
      printed += text;
      if (printed.split('PROJECTION').length === 3) process.emit('SIGINT');
    });
    expect((await watching).code).toBe(0);
    expect(printed.split('PROJECTION')).toHaveLength(3);
  });

  test('no rows yet: what to do', async () => {
    const { code, err } = await incentives('projections status --read-store sqlite:none.db');
    expect(code).toBe(2);
    expect(err).toContain('expected a read store at none.db, but it does not exist');
    expect(err).toContain('→ incentives worker --once creates one');
    const { out } = await incentives('projections status --store memory:');
    expect(out).toContain('The read store holds no projection yet');
  });
});

describe('pause and resume', () => {
  test('a paused projection says who paused it and why, and stays so for every worker', async () => {
    const paused = await incentives([
      'projections',
      'pause',
      'enrollments',
      '--because',
      'waiting for a fix',
      '--by',
      'ops',
    ]);
    expect(paused).toMatchObject({ code: 0, err: '' });
    expect(paused.out).toContain('enrollments v1 is paused');
    const { code, out } = await incentives('projections status');
    expect(code).toBe(1);
    expect(out).toMatch(/enrollments +v1 +PAUSED/);
    expect(out).toMatch(/! enrollments v1 paused [\d.]+ s by ops: waiting for a fix\n/);
    expect(out).toContain('→ incentives projections resume enrollments');
    expect(await envelope('worker --once --log-level silent')).toMatchObject({ status: 'pass' });
    expect(await envelope('projections resume enrollments')).toMatchObject({
      data: { model: 'enrollments', build: 1, was: 'paused' },
    });
    expect((await incentives('projections status')).code).toBe(0);
    expect(await envelope('projections resume enrollments')).toMatchObject({
      data: { was: 'running' },
    });
  });

  test.each([
    ['projections pause enrollments', "required option '--because <reason>'"],
    ['projections pause enrolments --because x', 'expected a projection, one of accounts, '],
    [
      'projections resume enrollments --build 7',
      'expected a build of enrollments, one of v1, got 7',
    ],
    ['projections resume enrollments --build one', 'one of v1, got one'],
    ['projections promote enrollments --yes', 'enrollments has no build that is building'],
    ['projections rollback enrollments --yes', 'enrollments has no build that is kept'],
    ['projections drop enrollments --build v1 --yes', 'enrollments v1 is live: queries read it'],
  ])('%s', async (line, message) => {
    const { code, out, err } = await incentives(`${line} --store ${store}`);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(message);
  });
});
