import { join } from 'node:path';
import type { ReadStore } from '@partner-incentives/event-sourcing';
import { postgresReadStore, sqliteReadStore } from '@partner-incentives/sql';
import { postgresForTests } from '@partner-incentives/sql/testing';

export type Engine = 'PostgreSQL' | 'SQLite';

/** A read store on an engine with everything synced: a new database of the session's server, or a new file. */
export const newReadStore = async (
  engine: Engine,
  directory: string,
): Promise<{ readonly readStore: ReadStore; readonly remove: () => Promise<void> }> => {
  if (engine === 'SQLite') {
    const readStore = await sqliteReadStore({ path: join(directory, 'rows.db') });
    return { readStore, remove: () => readStore.close() };
  }
  const { connectionString, drop } = await postgresForTests();
  const readStore = await postgresReadStore({ connectionString });
  return {
    readStore,
    remove: async () => {
      await readStore.close();
      await drop();
    },
  };
};
