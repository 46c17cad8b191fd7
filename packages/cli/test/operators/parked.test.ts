import { beforeEach, describe, expect, test } from '@jest/globals';
import type { StreamName } from '@partner-incentives/event-sourcing';
import { envelope, incentives } from '../command.js';
import { foldWithBug, inOperatedFolder, plant, throwing } from './operators.js';

const key = 'enrollment-IR_UK' as StreamName;

inOperatedFolder(() => incentives('run examples/journals/ir-uk-started.jsonl'));

beforeEach(async () => {
  await foldWithBug(throwing);
});

describe('parked keys', () => {
  test('are listed with why they wait and what to do', async () => {
    const { code, out } = await incentives('projections parked list');
    expect(code).toBe(1);
    expect(out).toMatch(/PROJECTION +KEY +# +EVENT +CAUSE +WAITING +SINCE/);
    expect(out).toMatch(new RegExp(`enrollments v\\d+ +${key} +0 +\\w+ +Threw +\\d+ +`));
    expect(out).toContain(`→ incentives projections parked show enrollments ${key}`);
    expect(await envelope('projections parked list enrollments')).toMatchObject({
      code: 1,
      data: [{ projection: 'enrollments', key, revision: 0, cause: 'Threw' }],
    });
    expect(await envelope('projections parked list programs')).toMatchObject({ code: 0, data: [] });
    expect((await incentives('projections status')).out).toMatch(
      /! enrollments v\d+: 1 key parked/,
    );
  });

  test('one is shown with the events that wait, and with nothing that was in them', async () => {
    const { code, out } = await incentives(`projections parked show enrollments ${key}`);
    expect(code).toBe(1);
    expect(out).toMatch(/Threw: TypeError at operators\.ts:\d+/);
    expect(out).not.toContain('nobody thought of this');
    expect(out).toMatch(/@\d+ +0 +\w+ +could not be folded\n +@\d+ +1 +\w+ +waits/);
    expect(out).toContain(`incentives projections parked retry enrollments ${key}`);
    const { data } = await envelope(`projections parked show enrollments ${key}`);
    const { waiting, events } = data as { waiting: number; events: ReadonlyArray<object> };
    expect(events).toHaveLength(waiting);
  });

  test.each([`retry enrollments ${key}`, 'retry enrollments'])(
    '%s, after the fix and with no worker: the rows are as if nothing had happened',
    async (line) => {
      expect(await envelope(`projections parked ${line}`)).toMatchObject({
        code: 0,
        data: { whole: [key], parked: [] },
      });
      expect((await incentives('projections parked list')).out).toBe('No key is parked.\n');
      expect(await envelope('projections verify enrollments')).toMatchObject({ code: 0 });
    },
  );

  test('retry while a worker runs: that one does it', async () => {
    const running = incentives('worker --port 0 --log-level silent');
    const retried = await incentives(`projections parked retry enrollments ${key}`);
    expect(retried).toMatchObject({ code: 0, err: '' });
    expect(retried.out).toMatch(/✓ 1 key of enrollments v\d+ folded to the end\./);
    process.emit('SIGTERM');
    await running;
  });

  test('retry of a paused projection says that nobody would do it', async () => {
    await incentives('projections pause enrollments --because test');
    const { code, err } = await incentives('projections parked retry enrollments');
    expect(code).toBe(2);
    expect(err).toMatch(/enrollments v\d+ is paused: nobody folds into it/);
  });

  test.each([
    ['show enrollments enrollment-IR_FR', 'enrollment-IR_FR is not parked in enrollments v'],
    ['retry enrollments IR', 'expected a key such as enrollment-MCI_Oslo, got "IR"'],
    ['list enrolments', 'expected a projection, one of accounts'],
  ])('%s', async (line, message) => {
    const { code, err } = await incentives(`projections parked ${line}`);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });

  test('retry of what still cannot be read is a finding, and the key stays parked', async () => {
    await incentives('projections parked retry enrollments');
    await plant(key, { data: { nobody: 'wrote this' } });
    await incentives('worker --once --log-level silent');
    const { code, out } = await incentives('projections parked retry enrollments');
    expect(code).toBe(1);
    expect(out).toMatch(new RegExp(`✗ ${key} is parked again\\. Unreadable: .*expected`));
    expect((await incentives('projections parked list')).out).toMatch(/Unreadable +1 /);
  });

  test('of an event that cannot be read, whoever folds it says which, what is wrong with it and what to do', async () => {
    const said = new RegExp(
      `Event \\d+ \\(\\w+\\) of ${key} cannot be read(, so nothing is reacted to)?: \\S+ is not .+\n  → ` +
        `incentives events ${key} --json shows it, and incentives verify whether it was changed; rows`,
    );
    for (const line of ['overview --as ines', 'start']) {
      const { code, err } = await incentives(line);
      expect([code, err]).toEqual([2, expect.stringMatching(said)]);
      expect(err).not.toContain('wrote this');
    }
    const kept = await incentives(
      'overview --as ines --read-store sqlite:.data/incentives.db.rows',
    );
    expect(kept).toMatchObject({ code: 0, err: '' });
  });
});
