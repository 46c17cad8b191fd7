import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Our packages are imported as `@partner-incentives/<folder>`. */
export const scope = '@partner-incentives/';

/** What the import rules need to know of a member of the workspace. */
export interface Member {
  /** Its folder from the root, as `packages/domain`. */
  readonly dir: string;
  /** Its front doors: `domain`, `event-sourcing/testing`. Empty for an example. */
  readonly doors: ReadonlyArray<string>;
  readonly dependencies: ReadonlyArray<string>;
  readonly devDependencies: ReadonlyArray<string>;
}

interface Manifest {
  readonly exports?: Readonly<Record<string, unknown>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** The packages and examples below `root` that have a package.json. */
export const workspaceMembers = (root: string): ReadonlyArray<Member> =>
  ['packages', 'examples']
    .filter((group) => existsSync(join(root, group)))
    .flatMap((group) => readdirSync(join(root, group)).map((name) => `${group}/${name}`))
    .filter((dir) => existsSync(join(root, dir, 'package.json')))
    .map((dir) => member(dir, readFileSync(join(root, dir, 'package.json'), 'utf8')));

const member = (dir: string, text: string): Member => {
  const manifest = JSON.parse(text) as Manifest;
  const name = dir.slice(dir.indexOf('/') + 1);
  return {
    dir,
    doors: Object.keys(manifest.exports ?? {})
      .filter((subpath) => subpath !== './package.json')
      .map((subpath) => name + subpath.slice(1)),
    dependencies: Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies }),
    devDependencies: Object.keys(manifest.devDependencies ?? {}),
  };
};
