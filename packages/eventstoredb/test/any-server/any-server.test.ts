import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { eventStoreContract } from '@partner-incentives/event-sourcing/testing';
import { type StandInServer, standInServer } from '@partner-incentives/eventstoredb/testing';
import { faultFree } from './fault-free.js';
import { freshPrefix, serverUnderTest, type ServerUnderTest } from './server-under-test.js';

// For a machine that is busy; a deadline to catch what hangs.
jest.setTimeout(60_000);

describe('on a server that others use too', () => {
  let standIn: StandInServer;
  let server: ServerUnderTest;
  beforeAll(async () => {
    standIn = await standInServer();
    for (const stream of ['theirs-1', 'enrollment-1', '$theirs', 'without', 'run.enrollment-1']) {
      for (const data of ['{}', '{"half":']) {
        await standIn.plant(stream, { type: 'Theirs', data, metadata: '' });
      }
    }
    server = serverUnderTest(standIn.connectionString, freshPrefix());
  });
  afterAll(() => standIn.stop());

  test.each(faultFree)('$name', async ({ run }) => {
    await expect(run(server)).resolves.toBeUndefined();
  });

  test.each(eventStoreContract)('the contract holds below a prefix: $name', async ({ run }) => {
    const { open, plant } = server;
    await expect(run({ open, plant })).resolves.toBeUndefined();
  });
});
