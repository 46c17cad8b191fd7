import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { works } from '../src/works/index.js';

describe.each(['quick', 'full'] as const)('the works, %s,', (effort) => {
  test('have goals about contenders that exist', () => {
    for (const { contenders, goals } of works(effort)) {
      const names = contenders.map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
      expect(names).toEqual(expect.arrayContaining(goals.map(({ of }) => of)));
      expect(names).toEqual(expect.arrayContaining(goals.flatMap(({ over }) => over ?? [])));
      expect(names).toEqual(expect.arrayContaining(goals.flatMap(({ above }) => above ?? [])));
      expect(names).toEqual(
        expect.arrayContaining(contenders.flatMap(({ against }) => against ?? [])),
      );
    }
  });

  test('have contenders whose scripts are there, ours built from sources', () => {
    for (const { contenders } of works(effort)) {
      for (const { script } of contenders) {
        const source = fileURLToPath(script).replace(/\.js$/, '.ts');
        expect(existsSync(source)).toBe(true);
      }
    }
  });

  test('have a limit for every goal', () => {
    for (const { goals } of works(effort)) {
      for (const { atLeast, atMost } of goals) expect(atLeast ?? atMost).toBeGreaterThan(0);
    }
  });
});

test('every work that has a number has goals, P1 to P10', () => {
  const numbered = new Set(works('full').map(({ id }) => id));
  for (let n = 1; n <= 10; n++) expect(numbered).toContain(`p${n}`);
  for (const { goals } of works('full')) expect(goals.length).toBeGreaterThan(0);
});

test('the lockfile of the peers names no registry', () => {
  const lock = readFileSync(new URL('../peers/package-lock.json', import.meta.url), 'utf8');
  expect(lock).not.toMatch(/https?:\/\/|"resolved"/);
});
