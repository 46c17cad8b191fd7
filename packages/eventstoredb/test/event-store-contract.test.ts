import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { eventStoreContract } from '@partner-incentives/event-sourcing/testing';
import { eventStoreDb } from '../src/index.js';
import { type StandInServer, standInServer } from '../src/testing/index.js';

// For a machine that is busy; a deadline to catch what hangs.
jest.setTimeout(60_000);

describe('EventStoreDB keeps to the contract of every event store', () => {
  let server: StandInServer;
  beforeAll(async () => {
    server = await standInServer();
  });
  afterAll(() => server.stop());
  const open = async () => eventStoreDb({ connectionString: server.connectionString });

  test.each(eventStoreContract)('$name', async ({ run }) => {
    await expect(run({ open, plant: server.plant })).resolves.toBeUndefined();
  });
});
