export { onServer, postgresForTests, type TestDatabase } from './postgres-for-tests.js';
export { createPostgres, type PostgresServer } from './postgres-server.js';
