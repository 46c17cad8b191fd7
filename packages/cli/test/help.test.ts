import { existsSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { commandLine } from '../src/command-line.js';
import { incentives, inFolder } from './command.js';

const nowhere = { out: () => undefined, err: () => undefined, isTerminal: false };
const commands = commandLine(nowhere, () => undefined).commands.map((command) => command.name());

const helpOf = async (command: string): Promise<string> =>
  (await incentives(`${command} --help`)).out;

const examplesIn = (help: string): ReadonlyArray<string> =>
  [...help.matchAll(/^ {2}\$ incentives (.+)$/gm)].map(([, line]) => line ?? '');

inFolder(() => incentives('start'));

describe('help', () => {
  test('lists every command, and ends well', async () => {
    const { code, out, err } = await incentives('--help');
    expect([code, err]).toEqual([0, '']);
    for (const command of commands) expect(out).toMatch(new RegExp(`^ {2}${command}\\b`, 'm'));
  });

  // Operators' commands need a worker around them: see operators/help.test.ts.
  const alone = commands.filter((name) => !['projections', 'worker', 'doctor'].includes(name));

  test.each(alone)('the examples of %s do what they say', async (command) => {
    const examples = examplesIn(await helpOf(command));
    expect(examples).not.toEqual([]);
    for (const example of examples) {
      const { code, out, err } = await incentives(example);
      expect([example, code, err]).toEqual([example, 0, '']);
      expect(out).not.toMatch(/^(Nothing for|No such event|No access)/);
      expect(out.split('\n').length).toBeGreaterThan(1);
    }
  });

  test('the example of backup has made one', () => {
    expect(existsSync('incentives-backup.db')).toBe(true);
  });

  test.each(commands)('of %s names the options that every command has', async (command) => {
    expect(await helpOf(command)).toMatch(/--store <url>[^]*--json/);
  });

  test('the version is that of the package', async () => {
    expect(await incentives('--version')).toEqual({ code: 0, out: '0.1.0\n', err: '' });
  });
});
