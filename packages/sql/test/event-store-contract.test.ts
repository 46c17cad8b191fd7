import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { eventStoreContract } from '@partner-incentives/event-sourcing/testing';
import { sqliteEventStore } from '../src/index.js';
import { plantInto } from './plant-into.js';
import { temporaryDirectory } from './temporary-directory.js';

describe('the embedded store keeps to the contract of every event store', () => {
  const path = join(temporaryDirectory(), 'store', 'events.db');
  const open = () => sqliteEventStore({ path });

  test.each(eventStoreContract)('$name', async ({ run }) => {
    await expect(run({ open, plant: plantInto(path) })).resolves.toBeUndefined();
  });
});
