import type { Connection } from './connection.js';
import type { DirectoryTables } from './directory-schema.js';
import { SqliteFailure } from './sqlite-fault.js';
import type { Person } from './person.js';
import { prepare, typedSql } from './typed-sql.js';

const db = typedSql<DirectoryTables>();

/** The statements on the table of people. */
export const people = (connection: Connection) => {
  const find = prepare(connection, { userId: 'text' }, (hole) =>
    db.selectFrom('people').selectAll().where('user_id', '=', hole.userId),
  );
  const owner = prepare(connection, { key: 'text' }, (hole) =>
    db.selectFrom('people').select('user_id').where('email_key', '=', hole.key),
  );
  const write = prepare(
    connection,
    { user_id: 'text', name: 'text', email: 'text', email_key: 'text', language: 'textOrNull' },
    (hole) => db.replaceInto('people').values(hole),
  );
  const forget = prepare(connection, { userId: 'text' }, (hole) =>
    db
      .updateTable('people')
      .set({ name: null, email: null, email_key: null, language: null })
      .where('user_id', '=', hole.userId)
      .where('email_key', 'is not', null),
  );
  const truncate = connection.prepare('pragma wal_checkpoint(truncate)');

  return {
    add: ({ userId, name, email, language }: Person) => {
      const key = keyOf(email);
      const [holder] = owner.all({ key });
      if (holder?.user_id === userId) return 'already';
      const [known] = find.all({ userId });
      if (holder !== undefined || (known && known.email_key !== null)) return 'emailTaken';
      write.run({ user_id: userId, name, email, email_key: key, language: language ?? null });
      return 'added';
    },
    lookUp: (userId: string): Person | 'erased' | undefined => {
      const [row] = find.all({ userId });
      if (row === undefined) return undefined;
      const { name, email, language } = row;
      if (name === null || email === null) return 'erased';
      return { userId, name, email, ...(language !== null && { language }) };
    },
    erase: (userId: string): boolean => forget.run({ userId }) > 0,
    /** Throws as long as another connection uses the WAL. */
    emptyWal: (): void => {
      const [row] = truncate.all([]);
      const busy = typeof row === 'object' && row !== null && 'busy' in row && row.busy !== 0;
      if (busy) throw new SqliteFailure('SQLITE_BUSY');
    },
  };
};

const keyOf = (email: string): string => email.normalize('NFC').toLowerCase().normalize('NFC');
