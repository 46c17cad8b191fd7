export * from './connection-string-error.js';
export type { Credentials } from './connection-settings.js';
export type { Deadlines } from './deadlines.js';
export * from './event-store-db.js';
