import { describe, expect, test } from '@jest/globals';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

interface Manifest {
  readonly name: string;
  readonly private?: boolean;
  readonly exports?: Readonly<Record<string, { readonly default?: string }>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}
interface Project {
  readonly references: ReadonlyArray<{ readonly path: string }>;
}

const root = join(import.meta.dirname, '..', '..', '..', '..');
const read = (...path: ReadonlyArray<string>): unknown =>
  JSON.parse(readFileSync(join(root, ...path), 'utf8'));

const members = ['packages', 'examples']
  .filter((group) => existsSync(join(root, group)))
  .flatMap((group) => readdirSync(join(root, group)).map((name) => `${group}/${name}`))
  .filter((dir) => existsSync(join(root, dir, 'package.json')));
const packages = members.filter((dir) => dir.startsWith('packages/'));
const manifestOf = (dir: string): Manifest => read(dir, 'package.json') as Manifest;

describe('every member of the workspace', () => {
  test('there are some', () => {
    expect(packages.length).toBeGreaterThan(1);
  });

  test.each(packages)('%s is an ESM package of this project', (dir) => {
    expect(manifestOf(dir)).toMatchObject({
      name: `@partner-incentives/${dir.slice('packages/'.length)}`,
      version: '0.1.0',
      license: 'MIT',
      type: 'module',
      sideEffects: false,
      engines: { node: '>=20.19' },
    });
  });

  test.each(packages)('%s exports files that its sources have', (dir) => {
    const targets = Object.values(manifestOf(dir).exports ?? {}).flatMap(
      (target) => target.default ?? [],
    );
    const sources = targets.map((target) =>
      target.replace('./dist/', 'src/').replace(/\.js$/, '.ts'),
    );
    expect(sources.filter((source) => !existsSync(join(root, dir, source)))).toEqual([]);
  });

  test.each(members)('%s is compiled and so are its tests', (dir) => {
    const { references } = read('tsconfig.json') as Project;
    const wanted = [dir, `${dir}/test`].filter((each) => existsSync(join(root, each)));
    expect(references.map(({ path }) => path)).toEqual(expect.arrayContaining(wanted));
  });

  test.each(members)('%s is compiled after the packages it depends on', (dir) => {
    const { references } = read(dir, 'tsconfig.json') as Project;
    const ours = Object.keys(manifestOf(dir).dependencies ?? {})
      .filter((name) => name.startsWith('@partner-incentives/'))
      .map((name) => name.slice('@partner-incentives/'.length));
    const referenced = references.map(({ path }) => path.slice(path.lastIndexOf('/') + 1));
    expect(referenced.toSorted()).toEqual(ours.toSorted());
  });

  test.each(members)('%s takes ours from the workspace and others at one version', (dir) => {
    const { dependencies, devDependencies } = manifestOf(dir);
    const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
      ([name, version]) =>
        !(name.startsWith('@partner-incentives/')
          ? version === 'workspace:*'
          : /^(catalog:|\d+\.\d+\.\d+(-beta\.\d+)?$)/.test(version)),
    );
    expect(loose).toEqual([]);
  });
});
