import { expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..', '..', '..');

/** What `npm test` would say at its end. */
const said = (steps: unknown, report?: unknown): { line: string; failed: boolean } => {
  const script = `
    import { summary } from './.workspace/summary.mjs';
    const [steps, report] = JSON.parse(process.argv[1]);
    console.log(JSON.stringify(summary(steps, report)));`;
  const { stdout } = spawnSync(
    process.execPath,
    ['--input-type=module', '--eval', script, JSON.stringify([steps, report])],
    { cwd: root, encoding: 'utf8' },
  );
  return JSON.parse(stdout) as { line: string; failed: boolean };
};

const report = (passed: number, failed = 0, brokenSuites = 0) => ({
  numPassedTests: passed,
  numFailedTests: failed,
  numRuntimeErrorTestSuites: brokenSuites,
});
const well = [
  ['build', 0],
  ['lint', 0],
  ['jest', 0],
];

test.each([
  ['all is well', well, report(3), '3 passed, 0 failed', false],
  ['a test fails', well, report(3, 2), '3 passed, 2 failed', true],
  ['a suite cannot run', well, report(3, 0, 1), '3 passed, 1 failed', true],
  ['no test ran', well, report(0), 'no test ran\n0 passed, 0 failed', true],
  ['there is no report', well, undefined, 'no test ran\n0 passed, 0 failed', true],
  ['lint fails', [['lint', 1]], report(3), 'lint failed\n3 passed, 0 failed', true],
])('npm test, when %s', (_, steps, jest, line, failed) => {
  expect(said(steps, jest)).toEqual({ line, failed });
});
