import { faultOf, messageOf, type SqliteFault } from './sqlite-fault.js';

export type StoreOpenFault =
  | 'StoreMissing'
  | 'NotADatabase'
  | 'ForeignDatabase'
  | 'NewerSchema'
  | 'ReadOnly'
  | 'Inaccessible'
  | 'Locked'
  | 'DiskFull'
  | 'RolesMissing'
  | 'OpenFailed';

/**
 * Why a store could not be opened, and what to do next. Nothing in it was changed.
 *
 * - `StoreMissing`: opened to read only, and there is none
 * - `NotADatabase`: no SQLite file, or a damaged one
 * - `ForeignDatabase`: a SQLite file of another program
 * - `NewerSchema`: written by a newer version of this package
 * - `ReadOnly`, `Inaccessible`: the file system does not let this user write, or get at it
 * - `Locked`: another process held it for longer than `busyTimeoutMs`
 * - `DiskFull`: no room for a new store, or for its next version
 * - `RolesMissing`: PostgreSQL has not the roles that rows are read and written as, and this user may create none
 */
export class StoreOpenError extends Error {
  override readonly name = 'StoreOpenError';

  constructor(
    readonly _tag: StoreOpenFault,
    /** The file; of PostgreSQL the address, without a password. */
    readonly path: string,
    /** What came before, where it says more than the tag. */
    readonly detail = '',
  ) {
    super(`${path} ${sayings[_tag]}${detail === '' ? '' : ` (${detail})`}`);
  }
}

export const openErrorOf = (error: unknown, path: string): StoreOpenError =>
  error instanceof StoreOpenError
    ? error
    : new StoreOpenError(tags[faultOf(error)], path, messageOf(error));

const sayings: Readonly<Record<StoreOpenFault, string>> = {
  StoreMissing: 'does not exist. Check the path, or open it for writing to create it.',
  NotADatabase:
    'is not a database, or is damaged. Check the path; to restore, copy a backup to it.',
  ForeignDatabase: 'is a database of another program. Choose another path.',
  NewerSchema: 'was written by a newer version. Upgrade this program; nothing was changed.',
  ReadOnly: 'may not be written by this user. Change its permissions, or open it read-only.',
  Inaccessible: 'cannot be opened by this user. Check where it is, and its permissions.',
  Locked: 'is locked by another process. Try again when it is done, or wait longer.',
  DiskFull: 'cannot be written: the disk is full. Free some room and try again.',
  RolesMissing:
    'needs roles that this user may not create. Have an administrator run what follows, then try again.',
  OpenFailed: 'could not be opened.',
};

const tags: Readonly<Record<SqliteFault, StoreOpenFault>> = {
  locked: 'Locked',
  full: 'DiskFull',
  readOnly: 'ReadOnly',
  notADatabase: 'NotADatabase',
  inaccessible: 'Inaccessible',
  other: 'OpenFailed',
};
