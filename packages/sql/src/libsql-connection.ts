import { pathToFileURL } from 'node:url';
import Database from 'libsql';
import type { Connect, Statement } from './connection.js';

/** SQLite through libsql, which says "read-only" in the file's URI. */
export const libsqlConnection: Connect = ({ path, readOnly, immutable = false }) => {
  const file = readOnly
    ? `${pathToFileURL(path).href}?mode=ro${immutable ? '&immutable=1' : ''}`
    : path;
  const database = new Database(file, { timeout: 0 });
  return {
    prepare: (sql) => prepared(database, sql),
    exec: (sql) => {
      database.exec(sql);
    },
    inTransaction: () => database.inTransaction,
    close: () => {
      database.close();
    },
  };
};

const prepared = (database: Database.Database, sql: string): Statement => {
  const statement = database.prepare(sql);
  return {
    run: (values) => statement.run(values).changes,
    all: (values) => statement.all(values),
  };
};
