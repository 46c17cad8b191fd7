import { sqliteEventStore } from '@partner-incentives/sql';
import { CliError } from '../exit-code.js';
import { isMissing, openDirectory } from './open-directory.js';
import type { OpenedStore, StoreUse } from './opened-store.js';

/** The embedded store in a file, with its directory of people in a file of its own beside it. */
export const openSqlite = async (path: string, use: StoreUse): Promise<OpenedStore> => {
  const readOnly = use === 'read';
  const store = await orExplain(path, sqliteEventStore({ path, readOnly }));
  try {
    const directory = await openDirectory(`${path}.directory`, readOnly);
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
  } catch (error) {
    await store.close();
    throw error;
  }
};

const orExplain = async <Store>(path: string, opening: Promise<Store>): Promise<Store> => {
  try {
    return await opening;
  } catch (error) {
    if (!isMissing(error)) throw error;
    throw new CliError(
      `expected a store at ${path}, but it does not exist`,
      'incentives start creates one and plays a year into it; --store names another',
    );
  }
};
