import type { ReadStore } from '@partner-incentives/event-sourcing';
import { twoAccounts, type Leak } from '@partner-incentives/incentives/testing';
import { openReadStore } from '@partner-incentives/sql';
import { postgresForTests } from '@partner-incentives/sql/testing';
import fc from 'fast-check';

const choices = fc.array(fc.nat({ max: 5039 }), { minLength: 12, maxLength: 40 });

/** What leaked in so many cases, if anything, on a new database: written by whoever owns it, read as the application role. */
export const leakOnPostgres = async (
  cases: number,
  reading: (readStore: ReadStore) => ReadStore = (readStore) => readStore,
): Promise<{ readonly ran: number; readonly leaked: Leak | undefined }> => {
  const database = await postgresForTests();
  const readStore = await openReadStore(database.connectionString);
  try {
    const differential = await twoAccounts({ written: readStore, read: reading(readStore) });
    let ran = 0;
    let leaked: Leak | undefined;
    await fc.assert(
      fc.asyncProperty(choices, async (numbers) => {
        if (leaked !== undefined) return;
        ran += 1;
        leaked = await differential.leakAfter(numbers);
      }),
      { numRuns: cases },
    );
    return { ran, leaked };
  } finally {
    await readStore.close();
    await database.drop();
  }
};

/** A read store that forgets about the scope: everybody reads everything. */
export const ignoringScope = (readStore: ReadStore): ReadStore => ({
  ...readStore,
  read: (_, ask) => readStore.read({ kind: 'microsoft' }, ask),
});
