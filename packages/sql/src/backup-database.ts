import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Connection } from './connection.js';
import { codeOf, reasonOf } from './sqlite-fault.js';

/**
 * Why there is no backup; whatever was there is as it was.
 *
 * - `BackupExists`: there is such a file, and a backup overwrites nothing
 * - `BackupFailed`: it could not be written
 */
export class BackupError extends Error {
  override readonly name = 'BackupError';
  constructor(
    readonly _tag: 'BackupExists' | 'BackupFailed',
    readonly path: string,
    reason: string,
  ) {
    super(`No backup was written to ${path}: ${reason}.`);
  }
}

/**
 * Copies the file as it is at this moment, while others go on writing; 0600. The name appears at once, empty, and
 * becomes the copy when that is complete and synced: restoring is copying it back.
 */
export const backupDatabase = (connection: Connection, file: string): void => {
  const path = resolve(file);
  const partial = `${path}.partial-${process.pid}`;
  claim(path, path);
  try {
    claim(partial, path);
    connection.prepare('vacuum into ?').run([partial]);
    sync(partial);
    renameSync(partial, path);
    sync(dirname(path));
  } catch (error) {
    rmSync(partial, { force: true });
    rmSync(path, { force: true });
    throw backupErrorOf(error, path);
  }
};

const claim = (file: string, path: string): void => {
  try {
    closeSync(openSync(file, 'wx', 0o600));
  } catch (error) {
    throw backupErrorOf(error, path);
  }
};

const backupErrorOf = (error: unknown, path: string): BackupError => {
  if (error instanceof BackupError) return error;
  return codeOf(error) === 'EEXIST'
    ? new BackupError('BackupExists', path, 'it exists. Choose another name')
    : new BackupError('BackupFailed', path, reasonOf(error));
};

const sync = (path: string): void => {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
};
