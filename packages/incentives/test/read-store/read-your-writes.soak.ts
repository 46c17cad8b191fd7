import { expect, test } from '@jest/globals';
import { associateTenant, registerAccount, right } from '../contoso.js';
import { staleReads } from './writing-and-reading.js';
import { withWorker } from './with-worker.js';

/** `PAIRS=1000000 npm run soak -- read-your-writes` for another number. */
const pairs = Number(process.env['PAIRS'] ?? 100_000);
const writers = 16;

test(`law (B13): of ${pairs} readings after writing, by ${writers} writers at once, none is stale`, async () => {
  const world = withWorker();
  right(await world.as('system:MS', associateTenant));
  right(await world.as('system:MS', registerAccount));
  world.worker.start();
  expect(await staleReads(world, writers, Math.ceil(pairs / writers))).toBe(0);
  await world.worker.stop();
});
