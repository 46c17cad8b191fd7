import { CommanderError } from 'commander';
import { commandLine } from './command-line.js';
import { exitCode } from './exit-code.js';
import { explain } from './explain.js';
import { complain, say, type Output } from './output/report.js';

/** Runs the command line and answers the exit code. Whatever goes wrong is said, never thrown. */
export const runProgram = async (args: ReadonlyArray<string>, output: Output): Promise<number> => {
  const json = args.includes('--json');
  let code: number = exitCode.ok;
  const program = commandLine(output, (report) => {
    code = say(report, json, output);
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return exitCode.ok;
    const isHelpless = error instanceof CommanderError && error.code === 'commander.help';
    if (isHelpless && !json) output.err(`${program.helpInformation()}\n`);
    return complain(explain(error), json, output);
  }
};
