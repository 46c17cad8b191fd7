import { sqliteDirectory, sqliteEventStore } from '@partner-incentives/sql';
import type { OpenedStore } from './opened-store.js';

/** The embedded store in a file, with its directory of people in a file of its own beside it. */
export const openSqlite = async (path: string): Promise<OpenedStore> => {
  const store = await sqliteEventStore({ path });
  const directory = await sqliteDirectory({ path: `${path}.directory` });
  return {
    name: `sqlite:${path}`,
    store,
    directory,
    checkpoints: store.checkpoints,
    backup: (file) => store.backup(file),
    close: async () => {
      await directory.close();
      await store.close();
    },
  };
};
