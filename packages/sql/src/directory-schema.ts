import { sql } from 'kysely';
import type { FileFormat } from './schema-version.js';

/** The table of a directory's file. Of an erased person only the user id is left. */
export interface DirectoryTables {
  readonly people: {
    readonly user_id: string;
    readonly name: string | null;
    readonly email: string | null;
    /** The e-mail as it is compared. */
    readonly email_key: string | null;
    readonly language: string | null;
  };
}

export const directoryFormat: FileFormat = {
  applicationId: 0x70_65_6f_70,
  migrations: [
    (db) => [
      db.schema
        .createTable('people')
        .addColumn('user_id', 'text', (column) => column.primaryKey())
        .addColumn('name', 'text')
        .addColumn('email', 'text')
        .addColumn('email_key', 'text', (column) => column.unique())
        .addColumn('language', 'text')
        .modifyEnd(sql`strict, without rowid`),
    ],
  ],
};
