import { exitCode } from '../exit-code.js';

/** What a command has to say: the data for programs, the text for people. */
export interface Report {
  readonly status: 'pass' | 'fail';
  readonly data: unknown;
  readonly text: string;
}

/** What went wrong, and what to do next. */
export interface Diagnostic {
  readonly message: string;
  readonly next?: string;
}

/** Where output goes; a test gives its own. */
export interface Output {
  /** Data. */
  out(text: string): void;
  /** Everything else. */
  err(text: string): void;
  /** Whether people read `out` as it comes: only they get colours. */
  readonly isTerminal: boolean;
  /** Where progress is drawn: stderr, if it is a terminal. */
  readonly bar?: NodeJS.WriteStream;
  /** Puts a question, and settles with the line that was typed; only where somebody is at a terminal. */
  readonly ask?: (question: string) => Promise<string>;
}

/** Says it, as text or as the JSON envelope `{ version, status, data, diagnostics }`, and answers the exit code. */
export const say = ({ status, data, text }: Report, json: boolean, output: Output): number => {
  if (json) output.out(envelope(status, data, []));
  else if (text !== '') output.out(text.endsWith('\n') ? text : `${text}\n`);
  return status === 'pass' ? exitCode.ok : exitCode.finding;
};

/** Says what went wrong: on stderr for people, in the envelope for programs. */
export const complain = (wrong: Diagnostic, json: boolean, output: Output): number => {
  if (json) output.out(envelope('error', null, [wrong]));
  else {
    const next = wrong.next === undefined ? '' : `  → ${wrong.next}\n`;
    output.err(`incentives: ${wrong.message}\n${next}`);
  }
  return exitCode.usage;
};

const envelope = (
  status: Report['status'] | 'error',
  data: unknown,
  diagnostics: ReadonlyArray<Diagnostic>,
): string => `${JSON.stringify({ version: 1, status, data, diagnostics }, undefined, 2)}\n`;
