/** What SQLite says went wrong, by what a caller can do about it. */
export type SqliteFault =
  'locked' | 'full' | 'readOnly' | 'notADatabase' | 'inaccessible' | 'other';

/** Sorts an error of SQLite or of the file system. */
export const faultOf = (error: unknown): SqliteFault => {
  const code = codeOf(error);
  const family = families.find(([prefix]) => code.startsWith(prefix));
  return family?.[1] ?? 'other';
};

/** A failure that SQLite tells by a value instead of an error. */
export class SqliteFailure extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

export const isLocked = (error: unknown): boolean => faultOf(error) === 'locked';

/** Whether the file failed us; anything else is a bug, to be thrown on. */
export const isSqliteFailure = (error: unknown): boolean => /^(SQLITE_|\d+$)/.test(codeOf(error));

/** For people; never the values that a statement was given. */
export const reasonOf = (error: unknown): string => {
  const fault = faultOf(error);
  return fault === 'other' ? messageOf(error) : reasons[fault];
};

export const messageOf = (error: unknown): string => textAt(error, 'message') ?? String(error);

/** SQLite's or the file system's code, told by its shape: an error of another realm is no `Error` here. */
export const codeOf = (error: unknown): string =>
  primary(textAt(error, 'code')) ?? numberInside(messageOf(error));

// libsql has no name for some of SQLite's extended codes. Their last byte tells the family.
const primary = (code: string | undefined): string | undefined => {
  const extended = /^UNKNOWN_SQLITE_ERROR_(\d+)$/.exec(code ?? '')?.[1];
  return extended === undefined ? code : String(Number(extended) % 256);
};

// libsql wraps what fails inside its own `open` into a message that ends in SQLite's number.
const numberInside = (message: string): string =>
  /: (5|8|11|13|14|26)"?\)?$/.exec(message)?.[1] ?? '';

const textAt = (error: unknown, key: string): string | undefined => {
  if (typeof error !== 'object' || error === null) return undefined;
  const value: unknown = Reflect.get(error, key);
  return typeof value === 'string' && value !== '' ? value : undefined;
};

const families: ReadonlyArray<readonly [string, SqliteFault]> = [
  ['SQLITE_BUSY', 'locked'],
  ['SQLITE_LOCKED', 'locked'],
  ['SQLITE_FULL', 'full'],
  ['ENOSPC', 'full'],
  ['SQLITE_READONLY', 'readOnly'],
  ['EROFS', 'readOnly'],
  ['SQLITE_NOTADB', 'notADatabase'],
  ['SQLITE_CORRUPT', 'notADatabase'],
  ['EISDIR', 'notADatabase'],
  ['SQLITE_CANTOPEN', 'inaccessible'],
  ['SQLITE_PERM', 'inaccessible'],
  ['EACCES', 'inaccessible'],
  ['EPERM', 'inaccessible'],
  ['ENOTDIR', 'inaccessible'],
  ['ENOENT', 'inaccessible'],
  ['EEXIST', 'inaccessible'],
  ['5', 'locked'],
  ['8', 'readOnly'],
  ['11', 'notADatabase'],
  ['13', 'full'],
  ['14', 'inaccessible'],
  ['26', 'notADatabase'],
];

const reasons: Readonly<Record<Exclude<SqliteFault, 'other'>, string>> = {
  locked: 'another process holds the lock',
  full: 'the disk is full',
  readOnly: 'the file is read-only',
  notADatabase: 'the file is no intact database',
  inaccessible: 'the file cannot be opened',
};
