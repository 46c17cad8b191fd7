import { expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const check = join(import.meta.dirname, '../../../../.workspace/node-version.cjs');

test.each([
  ['14.21.3', 1],
  ['20.18.9', 1],
  ['20.19.0', 0],
  ['24.0.0', 0],
])('on Node %s the commands end with status %s, and say what is needed', (version, status) => {
  const pretend = `Object.defineProperty(process.versions, 'node', { value: '${version}' });`;
  const script = `${pretend} require(${JSON.stringify(check)});`;
  const ran = spawnSync(process.execPath, ['--eval', script], { encoding: 'utf8' });
  expect(ran.status).toBe(status);
  expect(ran.stderr.includes(`needs Node 20.19 or newer; this is Node ${version}`)).toBe(
    status === 1,
  );
});
