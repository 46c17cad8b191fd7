import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { importsOf } from './imports-of.js';
import { judgeImport } from './judge-import.js';
import { workspaceMembers } from './workspace-members.js';

/** An import the table does not allow. */
export interface Violation {
  readonly file: string;
  readonly line: number;
  readonly why: string;
}

/** Reads every source and test of the workspace at `root` and judges each of its imports. */
export const checkImports = (
  root: string,
): { readonly files: number; readonly violations: ReadonlyArray<Violation> } => {
  const members = workspaceMembers(root);
  const files = members.flatMap(({ dir }) =>
    ['src', 'test', 'bin'].flatMap((folder) => sources(root, `${dir}/${folder}`)),
  );
  const violations = files.flatMap((file) =>
    importsOf(file, readFileSync(join(root, file), 'utf8')).flatMap((imported) => {
      const why = judgeImport(file, imported, members);
      return why === undefined ? [] : [{ file, line: imported.line, why }];
    }),
  );
  return { files: files.length, violations };
};

const sources = (root: string, folder: string): ReadonlyArray<string> =>
  existsSync(join(root, folder))
    ? readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => /\.[cm]?[jt]sx?$/.test(name) && !name.includes('node_modules'))
        .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
        .toSorted()
    : [];
