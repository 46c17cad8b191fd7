export { BackupError } from './backup-database.js';
export type { Person } from './person.js';
export { openReadStore } from './read-store/open-read-store.js';
export {
  postgresReadStore,
  type PostgresReadStoreOptions,
} from './read-store/postgres/postgres-read-store.js';
export {
  sqliteReadStore,
  type SqliteReadStoreOptions,
} from './read-store/sqlite/sqlite-read-store.js';
export { sqliteDirectory, type SqliteDirectory } from './sqlite-directory.js';
export {
  sqliteEventStore,
  type SqliteEventStore,
  type SqliteEventStoreOptions,
} from './sqlite-event-store.js';
export { StoreOpenError, type StoreOpenFault } from './store-open-error.js';
