import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { readStoreContract } from '@partner-incentives/event-sourcing/testing';
import { postgresReadStore } from '../../src/index.js';
import { type Roles, postgresWithRoles } from './postgres-roles.js';

// A deadline to catch what hangs.
jest.setTimeout(60_000);

describe('rows in PostgreSQL keep to the contract of every read store, each role with no more than its rights', () => {
  let roles: Roles;

  beforeAll(async () => {
    const database = await postgresWithRoles();
    roles = database;
    const store = await postgresReadStore({ connectionString: roles.owner, ...roles.names });
    await store.close();
    await database.grant();
  });
  afterAll(() => roles.drop());

  test.each(readStoreContract)('$name', async ({ run }) => {
    const open = () => postgresReadStore({ connectionString: roles.worker, ...roles.names });
    const openForQueries = () =>
      postgresReadStore({ connectionString: roles.reader, ...roles.names });
    await expect(run({ open, openForQueries })).resolves.toBeUndefined();
  });
});
