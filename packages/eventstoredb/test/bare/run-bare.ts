import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';

const program = join(import.meta.dirname, 'bare-client.mjs');

/** A process that uses the bare client; its channel is open while it lives. */
export const startBare = (scenario: string, ...connectionStrings: string[]): ChildProcess =>
  fork(program, [scenario, ...connectionStrings], {
    execArgv: [],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });

export interface BareOutcome {
  readonly code: number | null;
  readonly said: unknown;
  readonly errors: string;
}

/** What it said and how it ended. */
export const runBare = async (
  scenario: string,
  ...connectionStrings: string[]
): Promise<BareOutcome> => ended(startBare(scenario, ...connectionStrings));

export const ended = async (child: ChildProcess): Promise<BareOutcome> => {
  const [out, errors] = [text(child.stdout), text(child.stderr)];
  const code = await new Promise<number | null>((resolve) => {
    child.once('close', (status) => resolve(status));
  });
  const said = out();
  return { code, said: said === '' ? undefined : JSON.parse(said), errors: errors() };
};

const text = (stream: NodeJS.ReadableStream | null): (() => string) => {
  let all = '';
  stream?.on('data', (chunk: Buffer) => (all += chunk.toString()));
  return () => all;
};
