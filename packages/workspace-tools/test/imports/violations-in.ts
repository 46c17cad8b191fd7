import { importTable } from '../../src/imports/import-table.js';
import { importsOf } from '../../src/imports/imports-of.js';
import { judgeImport } from '../../src/imports/judge-import.js';
import type { Member } from '../../src/imports/workspace-members.js';

const subpaths: Readonly<Record<string, ReadonlyArray<string>>> = {
  'event-sourcing': ['/testing', '/stream-name'],
  incentives: ['/testing'],
};

/** Every package of the table, as if each existed; cli depends on domain and commander. */
const members: ReadonlyArray<Member> = [
  ...Object.keys(importTable)
    .filter((name) => name !== 'examples')
    .map((name) => ({
      dir: `packages/${name}`,
      doors: ['', ...(subpaths[name] ?? [])].map((subpath) => name + subpath),
      dependencies: name === 'cli' ? ['@partner-incentives/domain', 'commander'] : [],
      devDependencies: name === 'cli' ? ['ajv'] : [],
    })),
  { dir: 'examples/an', doors: [], dependencies: [], devDependencies: [] },
];

/** Why the imports of `source`, were it that file, are not allowed. */
export const violationsIn = (file: string, source: string): ReadonlyArray<string> =>
  importsOf(file, source).flatMap((imported) => judgeImport(file, imported, members) ?? []);
