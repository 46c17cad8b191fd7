import type { Kysely } from 'kysely';
import type { Connection } from './connection.js';
import { StoreOpenError } from './store-open-error.js';
import { typedSql } from './typed-sql.js';

/** What a kind of file holds, from its first version to the one this code knows. A step is never edited, only added. */
export interface FileFormat {
  /** Marks the file as ours, so that nobody's database is changed by a wrong path. */
  readonly applicationId: number;
  readonly migrations: ReadonlyArray<Migration>;
}

export type Migration = (db: Kysely<unknown>) => ReadonlyArray<{ compile(): { sql: string } }>;

/**
 * Brings a file to the version this code knows: forward only, all steps or none, and under the write lock, so that two
 * processes that open a new file do not both create its tables.
 */
export const migrate = (connection: Connection, format: FileFormat, path: string): void => {
  if (isCurrent(connection, format, path)) return;
  connection.exec('begin immediate');
  try {
    if (!isCurrent(connection, format, path)) {
      const steps = format.migrations.slice(pragma(connection, 'user_version'));
      for (const step of steps.flatMap((migration) => migration(typedSql()))) {
        connection.exec(step.compile().sql);
      }
      connection.exec(`pragma application_id = ${format.applicationId}`);
      connection.exec(`pragma user_version = ${format.migrations.length}`);
    }
    connection.exec('commit');
  } catch (error) {
    if (connection.inTransaction()) connection.exec('rollback');
    throw error;
  }
};

/** Whether the file is ours and of this version; throws where it is somebody else's or newer. */
export const isCurrent = (connection: Connection, format: FileFormat, path: string): boolean => {
  const version = pragma(connection, 'user_version');
  if (pragma(connection, 'application_id') !== format.applicationId) {
    if (version === 0 && pragma(connection, 'schema_version') === 0) return false;
    throw new StoreOpenError('ForeignDatabase', path);
  }
  if (version > format.migrations.length) {
    const known = format.migrations.length;
    throw new StoreOpenError(
      'NewerSchema',
      path,
      `version ${version}; this program knows ${known}`,
    );
  }
  return version === format.migrations.length;
};

export const pragma = (connection: Connection, name: string): number => {
  const [row] = connection.prepare(`pragma ${name}`).all([]);
  return Number(typeof row === 'object' && row !== null ? Object.values(row)[0] : row);
};
