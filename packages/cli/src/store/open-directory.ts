import { inMemoryDirectory, type Directory } from '@partner-incentives/incentives';
import { sqliteDirectory, StoreOpenError } from '@partner-incentives/sql';

/** People in a file. Where a reader finds none, ids stand for names: a copy may come without its people. */
export const openDirectory = async (
  path: string,
  readOnly: boolean,
): Promise<Directory & { close(): Promise<void> }> => {
  try {
    return await sqliteDirectory({ path, readOnly });
  } catch (error) {
    if (!isMissing(error)) throw error;
    return { ...inMemoryDirectory(), close: async () => undefined };
  }
};

export const isMissing = (error: unknown): boolean =>
  error instanceof StoreOpenError && error._tag === 'StoreMissing';
