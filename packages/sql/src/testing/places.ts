import { accessSync, constants, cpSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { areLinked, isOpenToAll, linkLibraries, postgresBinaries } from './postgres-binaries.js';
import type { UnprivilegedUser } from './unprivileged-user.js';

/** A folder for temporary ones that the server's user reaches, short enough for the name of a socket in it. */
export const parentFolder = (user: UnprivilegedUser | undefined): string => {
  const given = tmpdir();
  const usable = given.length < 70 && (user === undefined || isOpenToAll(given));
  return usable || process.platform === 'win32' ? given : '/tmp';
};

/** Those of node_modules where they can be linked and reached, else a copy. */
export const usableBinaries = (folder: string, user: UnprivilegedUser | undefined): string => {
  const native = postgresBinaries();
  const isReachable = user === undefined || isOpenToAll(join(native, 'bin', 'postgres'));
  if (isReachable && (areLinked(native) || isWritable(join(native, 'lib')))) {
    linkLibraries(native);
    return native;
  }
  const copy = join(folder, 'native');
  cpSync(native, copy, { recursive: true });
  linkLibraries(copy);
  return copy;
};

const isWritable = (path: string): boolean => {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
};
