import { describe, expect, test } from '@jest/globals';
import { eventStoreContract } from '../src/testing/index.js';
import { inMemoryUnderTest } from './in-memory-under-test.js';

describe('the in-memory store keeps to the contract', () => {
  test.each(eventStoreContract)('$name', async ({ run }) => {
    await expect(run(inMemoryUnderTest())).resolves.toBeUndefined();
  });
});
