import { describe, expect, test } from '@jest/globals';
import type { StreamName } from '@partner-incentives/event-sourcing';
import type { Command } from 'commander';
import { commandLine } from '../../src/command-line.js';
import { incentives, inFolder } from '../command.js';
import { foldWithBug, throwingAt } from './operators.js';

const nowhere = { out: () => undefined, err: () => undefined, isTerminal: false };

/** Every command for operators, as it is typed. */
const operators = (command: Command, typed: string): ReadonlyArray<string> => [
  typed,
  ...command.commands.flatMap((one) => operators(one, `${typed} ${one.name()}`)),
];
const commands = commandLine(nowhere, () => undefined)
  .commands.filter((command) => ['worker', 'projections', 'doctor'].includes(command.name()))
  .flatMap((command) => operators(command, command.name()));

/** As a shell splits them: what is quoted is one. */
const words = (line: string): ReadonlyArray<string> =>
  (line.match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replace(/^"|"$/g, ''));

// What an example needs around it: a key that waits, a build beside the live one, and one that was live before.
inFolder(async () => {
  await incentives('start');
  await foldWithBug(throwingAt('enrollment-MCI_Oslo' as StreamName));
  await incentives('projections rebuild enrollments --yes');
  await foldWithBug(throwingAt('enrollment-MCI_Oslo' as StreamName));
  await incentives('projections rebuild enrollments');
});

describe('help for operators', () => {
  test('there are as many commands as the reference lists', () => {
    expect(commands).toHaveLength(15);
  });

  test.each(commands)('the examples of %s do what they say', async (command) => {
    const { code, out } = await incentives([...command.split(' '), '--help']);
    expect(code).toBe(0);
    expect(out).toMatch(/--read-store <url>/);
    const examples = [...out.matchAll(/^ {2}\$ incentives (.+)$/gm)].map(([, line = '']) => line);
    expect(examples).not.toEqual([]);
    for (const example of examples) {
      const ran = incentives(words(example), false, undefined, (text) => {
        if (text.includes('"msg":"started"')) process.emit('SIGTERM');
      });
      const said = await ran;
      // 1: there is a key that waits.
      expect([example, [0, 1].includes(said.code), said.out.length > 20]).toEqual([
        example,
        true,
        true,
      ]);
      if (!example.startsWith('worker')) expect([example, said.err]).toEqual([example, '']);
    }
  });
});
