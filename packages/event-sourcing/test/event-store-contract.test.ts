import { describe, expect, test } from '@jest/globals';
import { eventStoreContract } from '../src/testing/index.js';
import { crowded } from './crowded-store.js';
import { inMemoryUnderTest } from './in-memory-under-test.js';

describe('the in-memory store keeps to the contract', () => {
  test.each(eventStoreContract)('$name', async ({ run }) => {
    await expect(run(inMemoryUnderTest())).resolves.toBeUndefined();
  });
});

describe('the contract holds where strangers write and every answer takes its time', () => {
  const subject = inMemoryUnderTest(crowded);

  test.each(eventStoreContract)('$name', async ({ run }) => {
    await expect(run(subject)).resolves.toBeUndefined();
  });
});
