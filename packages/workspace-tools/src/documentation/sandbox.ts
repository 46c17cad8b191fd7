import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, delimiter, join } from 'node:path';

/** A folder that looks like a checkout to the commands of a document, with a home of its own. */
export interface Sandbox {
  readonly dir: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Below the system's temporary folder: `examples` and `docs` as copies, what else the checkout `root`
 * holds as links; our packages, their libraries and the command `incentives` as an embedding team has them installed.
 */
export const createSandbox = (root: string): Sandbox => {
  const top = mkdtempSync(join(tmpdir(), 'documents-'));
  const [dir, home] = [join(top, 'checkout'), join(top, 'home')];
  for (const each of [dir, home]) mkdirSync(each);
  for (const name of readdirSync(root)) {
    if (notOfAClone.has(name)) continue;
    if (name === 'examples' || name === 'docs') {
      const filter = (path: string): boolean => basename(path) !== 'node_modules';
      cpSync(join(root, name), join(dir, name), { recursive: true, filter });
    } else symlinkSync(join(root, name), join(dir, name));
  }
  install(root, join(dir, 'node_modules'));

  const bin = join(root, 'node_modules', '.bin');
  const { FORCE_COLOR: _, NODE_OPTIONS: __, DATABASE_URL: ___, ...inherited } = process.env;
  const env = {
    ...inherited,
    HOME: home,
    XDG_DATA_HOME: join(home, '.local', 'share'),
    NO_COLOR: '1',
    PATH: [bin, process.env['PATH'] ?? ''].join(delimiter),
  };
  return { dir, env };
};

/** A reader starts from a fresh clone: without a store that `npm start` left here. */
const notOfAClone: ReadonlySet<string> = new Set(['.git', 'node_modules', '.data', 'reports']);

/** Our packages, the libraries whose types stand in their front doors, and the types of Node. */
const install = (root: string, modules: string): void => {
  const link = (target: string, name: string): void => {
    if (existsSync(target)) symlinkSync(target, join(modules, name));
  };
  mkdirSync(join(modules, '@partner-incentives'), { recursive: true });
  mkdirSync(join(modules, '@types'));
  for (const name of readdirSync(join(root, 'packages')))
    link(join(root, 'packages', name), `@partner-incentives/${name}`);
  for (const name of ['fp-ts', 'io-ts'])
    link(join(root, 'packages', 'domain', 'node_modules', name), name);
  link(join(root, 'node_modules', '.bin'), '.bin');
  link(join(root, 'node_modules', '@types', 'node'), '@types/node');
};
