import { describe, expect, test } from '@jest/globals';
import { join } from 'node:path';
import { checkImports } from '../../src/imports/check-imports.js';
import { importTable, soleImporter, type ClosedRow } from '../../src/imports/import-table.js';
import { workspaceMembers } from '../../src/imports/workspace-members.js';
import { violationsIn } from './violations-in.js';

const root = join(import.meta.dirname, '..', '..', '..', '..');
const scope = '@partner-incentives/';

/** Every way to write an import of `name`. */
const forms = (name: string) => ({
  value: `import { a } from '${name}';\na();`,
  'side effect': `import '${name}';`,
  're-export': `export { a } from '${name}';`,
  'export *': `export * from '${name}';`,
  'inline type': `import { type A } from '${name}';\nexport type B = A;`,
  dynamic: `export const a = import('${name}');`,
  require: `export const a = require('${name}');`,
  'type-only': `import type { A } from '${name}';\nexport type B = A;`,
  'type re-export': `export type { A } from '${name}';`,
  'import() type': `export type A = import('${name}').A;`,
});
const typeForms = ['type-only', 'type re-export', 'import() type'];

const closed = Object.entries(importTable).filter(
  (entry): entry is [string, ClosedRow] => entry[1].kind === 'closed',
);
const doors = [
  ...new Set([
    ...Object.keys(importTable).filter((name) => name !== 'examples'),
    ...workspaceMembers(root).flatMap((member) => member.doors),
  ]),
];
const parties = [
  ...new Set([
    ...closed.flatMap(([, row]) => Object.keys(row.thirdParty)),
    'commander',
    'fast-check',
    'left-pad',
    '@jest/globals',
  ]),
];

const caught = (file: string, source: string): boolean => violationsIn(file, source).length > 0;

describe('every pair of the import table, in every form', () => {
  test.each(closed)('%s imports of ours what its row names, and nothing else', (name, row) => {
    const wrong = doors
      .filter((door) => door !== name && !door.endsWith('/testing'))
      .flatMap((door) =>
        Object.entries(forms(scope + door)).map(([form, source]) => {
          const use = row.ours[door];
          const allowed = use === 'values' || (use === 'types' && typeForms.includes(form));
          return { door, form, allowed, caught: caught(`packages/${name}/src/x.ts`, source) };
        }),
      )
      .filter((pair) => pair.allowed === pair.caught);
    expect(wrong).toEqual([]);
  });

  test.each(closed)('%s imports of others what its row names, and nothing else', (name, row) => {
    const wrong = parties
      .flatMap((party) => [party, `${party}/lib/x.js`])
      .flatMap((specifier) =>
        ['', 'codec/', 'testing/'].flatMap((folder) =>
          Object.entries(forms(specifier)).map(([form, source]) => {
            const where = row.thirdParty[specifier.replace('/lib/x.js', '')] ?? [];
            const allowed = where === 'anywhere' || where.some((each) => each === folder);
            const file = `packages/${name}/src/${folder}x.ts`;
            return { specifier, file, form, allowed, caught: caught(file, source) };
          }),
        ),
      )
      .filter((pair) => pair.allowed === pair.caught);
    expect(wrong).toEqual([]);
  });

  test.each(closed)('%s may use Node only if its row says so', (name, row) => {
    const wrong = Object.entries(forms('node:fs')).filter(
      ([, source]) => caught(`packages/${name}/src/x.ts`, source) === row.node,
    );
    expect(wrong).toEqual([]);
  });

  test.each(Object.keys(importTable))('%s reaches no package by a deep path', (name) => {
    const file = name === 'examples' ? 'examples/an/src/x.ts' : `packages/${name}/src/x.ts`;
    const missed = doors
      .flatMap((door) => [
        `${scope}${door}/dist/index.js`,
        `${scope}${door}/src/index.ts`,
        `../../${door}/src/index.js`,
        `../../../packages/${door}/dist/index.js`,
      ])
      .flatMap((specifier) => Object.values(forms(specifier)))
      .filter((source) => !caught(file, source));
    expect(missed).toEqual([]);
  });

  test.each(Object.entries(soleImporter))('%s is imported by %s only', (party, sole) => {
    const missed = Object.keys(importTable)
      .filter((name) => name !== sole && name !== 'examples')
      .flatMap((name) => ['src', 'test'].map((folder) => `packages/${name}/${folder}/x.ts`))
      .flatMap((file) => Object.values(forms(party)).map((source) => ({ file, source })))
      .filter(({ file, source }) => !caught(file, source));
    expect(missed).toEqual([]);
  });
});

test('the workspace as it is keeps the import rules', () => {
  const { files, violations } = checkImports(root);
  expect(violations).toEqual([]);
  expect(files).toBeGreaterThan(0);
});
