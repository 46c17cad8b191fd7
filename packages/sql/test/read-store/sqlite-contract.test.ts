import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readStoreContract } from '@partner-incentives/event-sourcing/testing';
import { sqliteReadStore } from '../../src/index.js';
import { temporaryDirectory } from '../temporary-directory.js';

describe('rows in SQLite keep to the contract of every read store', () => {
  const path = join(temporaryDirectory(), 'store', 'rows.db');
  const open = () => sqliteReadStore({ path });

  test.each(readStoreContract)('$name', async ({ run }) => {
    await expect(run({ open })).resolves.toBeUndefined();
  });
});
