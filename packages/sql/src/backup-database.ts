import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Connection } from './connection.js';
import { codeOf } from './sqlite-fault.js';

/** The target of a backup is there already, and stays as it is. */
export class BackupExistsError extends Error {
  override readonly name = 'BackupExistsError';
  readonly _tag = 'BackupExists';
  constructor(readonly path: string) {
    super(`${path} exists. Choose another name: a backup overwrites nothing.`);
  }
}

/**
 * Copies the file as it is at this moment, while others go on writing; 0600. The name appears at once, empty, and
 * becomes the copy when that is complete and synced: restoring is copying it back.
 */
export const backupDatabase = (connection: Connection, file: string): void => {
  const path = resolve(file);
  const partial = `${path}.partial-${process.pid}`;
  claim(path);
  try {
    claim(partial);
    connection.prepare('vacuum into ?').run([partial]);
    sync(partial);
    renameSync(partial, path);
    sync(dirname(path));
  } catch (error) {
    rmSync(partial, { force: true });
    rmSync(path, { force: true });
    throw error;
  }
};

const claim = (path: string): void => {
  try {
    closeSync(openSync(path, 'wx', 0o600));
  } catch (error) {
    throw codeOf(error) === 'EEXIST' ? new BackupExistsError(path) : error;
  }
};

const sync = (path: string): void => {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
};
