import { exitCode } from '../exit-code.js';

/** What a command has to say: the data for programs, the text for people. */
export interface Report {
  readonly status: 'pass' | 'fail';
  readonly data: unknown;
  readonly text: string;
}

/** Where output goes; a test gives its own. */
export interface Output {
  out(text: string): void;
  err(text: string): void;
  readonly isTerminal: boolean;
}

/** Says it, as text or as the JSON envelope `{ version, status, data, diagnostics }`, and answers the exit code. */
export const say = (report: Report, json: boolean, output: Output): number => {
  output.out(
    json
      ? envelope(report.status, report.data, [])
      : report.text.endsWith('\n') || report.text === ''
        ? report.text
        : `${report.text}\n`,
  );
  return report.status === 'pass' ? exitCode.ok : exitCode.finding;
};

/** Says what went wrong: on stderr for people, in the envelope for programs. */
export const complain = (
  message: string,
  next: string | undefined,
  json: boolean,
  output: Output,
): number => {
  if (json) {
    output.out(envelope('error', null, [{ message, ...(next === undefined ? {} : { next }) }]));
  } else {
    output.err(`incentives: ${message}\n${next === undefined ? '' : `  → ${next}\n`}`);
  }
  return exitCode.usage;
};

const envelope = (
  status: 'pass' | 'fail' | 'error',
  data: unknown,
  diagnostics: ReadonlyArray<unknown>,
): string => `${JSON.stringify({ version: 1, status, data, diagnostics }, undefined, 2)}\n`;
