import { describe, expect, test } from '@jest/globals';
import { InMemoryBuilds } from '../../src/read-store/in-memory-builds.js';
import { inMemoryReadStore } from '../../src/read-store/in-memory-read-store.js';
import { readStoreContract } from '../../src/testing/index.js';
import { crowded } from './crowded-read-store.js';
import { inMemoryUnderTest } from './in-memory-under-test.js';

describe('the in-memory read store keeps to the contract', () => {
  test.each(readStoreContract)('$name', async ({ run }) => {
    await expect(run(inMemoryUnderTest())).resolves.toBeUndefined();
  });
});

describe('the contract holds where strangers build and every answer takes its time', () => {
  const subject = inMemoryUnderTest(crowded);

  test.each(readStoreContract)('$name', async ({ run }) => {
    await expect(run(subject)).resolves.toBeUndefined();
  });
});

test('the contract holds where all of it runs at once on one store, by the clock on the wall', async () => {
  const builds = new InMemoryBuilds();
  const open = async () => inMemoryReadStore({ builds });
  await expect(
    Promise.all(readStoreContract.map(({ run }) => run({ open }))),
  ).resolves.toHaveLength(readStoreContract.length);
});
