import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Measurement } from './measurement.js';
import type { Contender, Work } from './work.js';

/** What each contender measured, by its name; one that could not run is absent. */
export type Round = ReadonlyMap<string, Measurement>;
export type Rounds = ReadonlyArray<Round>;

export interface Run {
  readonly rounds: Rounds;
  /** Why contenders are absent, by name. */
  readonly failures: ReadonlyMap<string, string>;
}

/** A B C A B C …, each in a fresh process: nobody warms up, fills or slows down another. */
export const runRounds = (work: Work, progress: (doing: string) => void): Run => {
  const failures = new Map<string, string>();
  const rounds: Round[] = [];
  for (let number = 1; number <= work.rounds; number++) {
    const round = new Map<string, Measurement>();
    for (const contender of work.contenders) {
      if (failures.has(contender.name)) continue;
      progress(`${work.id}, round ${number} of ${work.rounds}: ${contender.name}`);
      const result = measure(contender);
      if (typeof result === 'string') failures.set(contender.name, result);
      else round.set(contender.name, result.correct ? result : zero(result));
    }
    rounds.push(round);
  }
  return { rounds, failures };
};

const measure = ({ script, settings }: Contender): Measurement | string => {
  const args = [fileURLToPath(script), JSON.stringify(settings)];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    timeout: longestMs,
    killSignal: 'SIGKILL',
  });
  const last = stdout.trimEnd().split('\n').at(-1);
  if (status === 0 && last !== undefined) return JSON.parse(last) as Measurement;
  return /^\w*Error.*$/m.exec(stderr)?.[0] ?? `ended with status ${String(status)}`;
};

/** Who takes longer hangs. */
const longestMs = 10 * 60_000;

/** Fast and wrong is nothing. */
const zero = ({ remarks = [] }: Measurement): Measurement => ({
  value: 0,
  correct: false,
  remarks: ['WRONG RESULT', ...remarks],
});
