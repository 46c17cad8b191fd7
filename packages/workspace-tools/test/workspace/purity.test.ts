import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..', '..', '..');
let planted: string;

beforeAll(() => {
  planted = mkdtempSync(join(tmpdir(), 'purity-'));
  copyFileSync(join(root, '.oxlintrc.json'), join(planted, '.oxlintrc.json'));
});
afterAll(() => {
  rmSync(planted, { recursive: true });
});

const lintOf = (name: string, source: string): string => {
  const folder = join(planted, 'packages', name, 'src', 'deep');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'planted.ts'), source);
  const oxlint = join(root, 'node_modules', 'oxlint', 'bin', 'oxlint');
  return spawnSync(process.execPath, [oxlint, '-f', 'unix', 'packages'], {
    cwd: planted,
    encoding: 'utf8',
  }).stdout;
};

const impure = [
  'Date.now()',
  'new Date()',
  "Date.parse('2024-01-01')",
  'Math.random()',
  "Math['random']()",
  'process.env',
  "console.log('x')",
  'globalThis.Date',
  'new Intl.DateTimeFormat()',
  'crypto.randomUUID()',
  'performance.now()',
  "fetch('x')",
  'setTimeout(() => 1, 1)',
];

describe('what is pure reads no clock, no randomness and nothing of its surroundings', () => {
  test.each(['domain', 'read-models', 'policies'])('%s', (name) => {
    const source = impure.map((expression, index) => `export const x${index} = ${expression};`);
    const found = lintOf(name, source.join('\n'));
    const lines = impure.map((_, index) => index + 1);
    const caught = lines.filter((line) =>
      new RegExp(`planted\\.ts:${line}:.*no-restricted-`).test(found),
    );
    expect(caught).toEqual(lines);
  });

  test('an adapter may', () => {
    rmSync(join(planted, 'packages'), { recursive: true, force: true });
    expect(lintOf('sql', 'export const x = Date.now();')).not.toContain('no-restricted-');
  });
});
