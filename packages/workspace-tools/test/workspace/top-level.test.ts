import { expect, test } from '@jest/globals';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..', '..', '..');

const allowed = [
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'docs',
  'examples',
  'jest.config.js',
  'package.json',
  'packages',
  'pnpm-lock.yaml',
  'pnpm-workspace.yaml',
  'tsconfig.base.json',
  'tsconfig.json',
];

test('the top level holds only what the architecture names (architecture §2)', () => {
  const ignored = readFileSync(join(root, '.gitignore'), 'utf8')
    .split('\n')
    .map((line) => line.replace(/\/$/, ''));
  const unexpected = readdirSync(root).filter(
    (name) => !name.startsWith('.') && !ignored.includes(name) && !allowed.includes(name),
  );
  expect(unexpected).toEqual([]);
});

test('the lockfile names no host', () => {
  expect(readFileSync(join(root, 'pnpm-lock.yaml'), 'utf8')).not.toMatch(/https?:/);
});
