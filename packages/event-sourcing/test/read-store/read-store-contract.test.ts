import { describe, expect, test } from '@jest/globals';
import { readStoreContract } from '../../src/testing/index.js';
import { inMemoryUnderTest } from './in-memory-under-test.js';

describe('the in-memory read store keeps to the contract', () => {
  test.each(readStoreContract)('$name', async ({ run }) => {
    await expect(run(inMemoryUnderTest())).resolves.toBeUndefined();
  });
});
