import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { report } from '../src/report.js';
import { runRounds } from '../src/rounds.js';
import type { Contender, Work } from '../src/work.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bench-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const saying = (name: string, source: string): Contender => {
  const file = join(folder, `${name}.mjs`);
  writeFileSync(file, source);
  return { name, script: pathToFileURL(file), settings: { value: 7 }, against: 'ours' };
};
const echo = (correct: boolean) => `
  const { value } = JSON.parse(process.argv[2]);
  console.log('noise');
  console.log(JSON.stringify({ value, correct: ${correct} }));`;

const work = (contenders: ReadonlyArray<Contender>): Work => ({
  id: 'p1',
  title: 'Counting',
  unit: 'events/s',
  rounds: 2,
  contenders,
  goals: [{ says: 'as fast', of: 'ours', over: 'theirs', atLeast: 1 }],
  notes: [],
});

describe('rounds', () => {
  test('let the contenders take turns', () => {
    const done: string[] = [];
    const twoOfUs = [saying('ours', echo(true)), saying('theirs', echo(true))];
    const { rounds } = runRounds(work(twoOfUs), (doing) => done.push(doing.slice(-6)));
    expect(done).toEqual([': ours', 'theirs', ': ours', 'theirs']);
    expect(rounds.map((round) => round.get('theirs')?.value)).toEqual([7, 7]);
  });

  test('count a wrong result as zero', () => {
    const measured = work([saying('ours', echo(false)), saying('theirs', echo(true))]);
    const run = runRounds(measured, () => undefined);
    expect(run.rounds.map((round) => round.get('ours')?.value)).toEqual([0, 0]);
    expect(report(measured, run)).toContain('| as fast | 0.00 | **missed** |');
    expect(report(measured, run)).toContain('- ours: WRONG RESULT');
  });

  test('go on without a contender that cannot run, and say why', () => {
    const broken = saying('theirs', "throw new TypeError('not installed')");
    const measured = work([saying('ours', echo(true)), broken]);
    const run = runRounds(measured, () => undefined);
    expect(run.failures).toEqual(new Map([['theirs', 'TypeError: not installed']]));
    expect(report(measured, run)).toContain('| as fast | not measured |  |');
  });
});
