import { describe, expect, test } from '@jest/globals';
import { eventStoreContract } from '@partner-incentives/event-sourcing/testing';
import { faultFree } from './fault-free.js';
import { freshPrefix, serverUnderTest } from './server-under-test.js';

// Run by `ESDB_URL=esdb://… npm run test:eventstoredb`, which has looked whether the server is there.
const server = serverUnderTest(
  process.env['ESDB_URL'] ?? '',
  process.env['ESDB_PREFIX'] ?? freshPrefix(),
);

describe('a real server', () => {
  test.each(eventStoreContract)('keeps to the contract: $name', async ({ run }) => {
    const { open, plant } = server;
    await expect(run({ open, plant })).resolves.toBeUndefined();
  });

  test.each(faultFree)('$name', async ({ run }) => {
    await expect(run(server)).resolves.toBeUndefined();
  });
});
