import { setTimeout as delay } from 'node:timers/promises';
import { StoreUnavailableError } from '@partner-incentives/event-sourcing';
import type { Connect } from './connection.js';
import { directoryFormat } from './directory-schema.js';
import { openDatabase, type OpenDatabaseOptions } from './open-database.js';
import { people } from './people.js';
import type { Person } from './person.js';
import { isLocked, reasonOf } from './sqlite-fault.js';

/** Personal data in a file of its own. Every operation rejects with `StoreUnavailableError` where the file fails it. */
export interface SqliteDirectory {
  /**
   * `already`: this very person is known. `emailTaken`: somebody else has the e-mail, or the user id another one.
   * E-mails are compared without regard to case, in Unicode's normal form C. Who was erased can be added again.
   */
  add(person: Person): Promise<'added' | 'already' | 'emailTaken'>;
  lookUp(userId: string): Promise<Person | 'erased' | undefined>;
  /**
   * Whether there was something to erase. When it answers, nothing of it is left in the file or its WAL; where another
   * process is in the way it rejects, and erasing again finishes the work.
   */
  erase(userId: string): Promise<boolean>;
  close(): Promise<void>;
}

/** Opens the directory, or creates it (0600). Rejects with `StoreOpenError`. */
export const sqliteDirectory = async (
  options: OpenDatabaseOptions,
  connect?: Connect,
): Promise<SqliteDirectory> => {
  const { connection, busyTimeoutMs } = await openDatabase(directoryFormat, options, connect);
  connection.exec('pragma secure_delete = on');
  const table = people(connection);
  let open = true;

  const whenFree = async <Value>(work: () => Value): Promise<Value> => {
    const deadline = performance.now() + busyTimeoutMs;
    for (;;) {
      if (!open) throw new StoreUnavailableError('it was closed');
      try {
        return work();
      } catch (error) {
        if (connection.inTransaction()) connection.exec('rollback');
        if (!isLocked(error) || performance.now() >= deadline) {
          throw new StoreUnavailableError(reasonOf(error));
        }
      }
      await delay(1 + Math.random() * 5);
    }
  };
  const inTransaction = <Value>(work: () => Value): Promise<Value> =>
    whenFree(() => {
      connection.exec('begin immediate');
      const value = work();
      connection.exec('commit');
      return value;
    });

  return {
    add: (person) => inTransaction(() => table.add(person)),
    lookUp: (userId) => whenFree(() => table.lookUp(userId)),
    erase: async (userId) => {
      const erased = await inTransaction(() => table.erase(userId));
      // A deleted row can outlive its deletion in the slack of a page, and in the WAL.
      await whenFree(() => connection.exec('vacuum'));
      await whenFree(table.emptyWal);
      return erased;
    },
    close: async () => {
      if (open) connection.close();
      open = false;
    },
  };
};
