import { describe, expect, test } from '@jest/globals';
import { violationsIn } from './violations-in.js';

const from = (name: string): string => `import { a } from '${name}';\na();`;

describe('rules beside the table of packages', () => {
  test.each([
    ['packages/domain/src/enrollment/decide.ts', '../tenant/state.js', true],
    ['packages/domain/src/enrollment/rules/submit.ts', '../../tenant/state.js', true],
    ['packages/domain/src/enrollment/decide.ts', '../catalogue.js', true],
    ['packages/domain/src/vocabulary/ids.ts', '../tenant/state.js', true],
    ['packages/domain/src/enrollment/rules/submit.ts', '../state.js', false],
    ['packages/domain/src/enrollment/decide.ts', '../vocabulary/ids.js', false],
    ['packages/domain/src/index.ts', './tenant/index.js', false],
    ['packages/read-models/src/inbox/view.ts', '../rows/row.js', false],
  ])('an aggregate knows itself and the vocabulary: %s imports %s', (file, target, forbidden) => {
    expect(violationsIn(file, from(target)).length > 0).toBe(forbidden);
  });

  test.each([
    ['packages/domain/src/x.ts', '../test/story.js', true],
    ['packages/domain/src/x.ts', '../package.json', true],
    ['packages/domain/src/x.ts', '@partner-incentives/domain', true],
    ['packages/domain/src/x.ts', '/etc/x.js', true],
    ['packages/domain/src/x.ts', 'file:///etc/x.js', true],
    ['packages/domain/src/x.ts', '#internal', true],
    ['packages/event-sourcing/src/x.ts', 'fs', true],
    ['packages/incentives/src/x.ts', '@partner-incentives/event-sourcing/testing', true],
    ['packages/incentives/src/testing/x.ts', '@partner-incentives/event-sourcing/testing', false],
    ['packages/sql/src/testing/x.ts', '@partner-incentives/incentives/testing', true],
    ['packages/unheard-of/src/x.ts', 'fp-ts', true],
    ['packages/cli/src/x.ts', '@partner-incentives/domain', false],
    ['packages/cli/src/x.ts', '@partner-incentives/sql', true],
    ['packages/cli/src/x.ts', 'commander', false],
    ['packages/cli/src/x.ts', 'ajv', true],
    ['packages/cli/src/x.ts', 'picocolors', true],
  ])('%s importing %s is forbidden: %s', (file, target, forbidden) => {
    expect(violationsIn(file, from(target)).length > 0).toBe(forbidden);
  });

  test.each([
    ['../src/x.js', false],
    ['@partner-incentives/domain', false],
    ['@partner-incentives/event-sourcing/testing', false],
    ['@jest/globals', false],
    ['fast-check', false],
    ['node:fs', false],
    ['ajv', false],
    ['lodash', true],
    ['../../domain/src/index.js', true],
    ['@partner-incentives/domain/dist/index.js', true],
  ])('a test of the cli importing %s is forbidden: %s', (target, forbidden) => {
    expect(violationsIn('packages/cli/test/x.test.ts', from(target)).length > 0).toBe(forbidden);
  });

  test('a computed import is forbidden where the table closes a package', () => {
    const source = `export const a = (name: string) => import(name);`;
    expect(violationsIn('packages/domain/src/x.ts', source)).toHaveLength(1);
    expect(violationsIn('packages/cli/src/x.ts', source)).toHaveLength(0);
  });

  test('a violation says which words would be allowed', () => {
    expect(
      violationsIn('packages/domain/src/x.ts', from('@partner-incentives/event-sourcing')),
    ).toEqual(['@partner-incentives/event-sourcing may be imported with `import type` only']);
    expect(violationsIn('packages/event-sourcing/src/x.ts', from('io-ts'))).toEqual([
      'io-ts may be imported only in src/codec/, src/testing/',
    ]);
  });
});

describe('every way to name a module is seen', () => {
  test.each([
    "import fs = require('node:fs');",
    "import type fs = require('node:fs');",
    'export const a = import(`node:fs`);',
    "import { createRequire } from 'node:module';\ncreateRequire(import.meta.url)('x');",
    "export const a = require.resolve('node:fs');",
    "export const a = import.meta.resolve('node:fs');",
    "export type A = typeof import('node:fs');",
    "declare module 'node:fs' { interface A {} }",
    '/// <reference types="node" />',
    "export * as fs from 'node:fs';",
  ])('%s', (source) => {
    expect(violationsIn('packages/domain/src/x.ts', source)).not.toEqual([]);
  });

  test('a function that happens to be called require loads nothing', () => {
    const source = `const require = (what: string) => what;\nexport const a = require('node:fs');`;
    expect(violationsIn('packages/domain/src/x.ts', source)).toEqual([]);
  });

  test('a file that cannot be parsed is an error, never a pass', () => {
    expect(() => violationsIn('packages/domain/src/x.ts', 'import {')).toThrow('x.ts');
  });
});
