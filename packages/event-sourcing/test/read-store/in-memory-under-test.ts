import type { Instant } from '../../src/instant.js';
import { InMemoryBuilds } from '../../src/read-store/in-memory-builds.js';
import { inMemoryReadStore } from '../../src/read-store/in-memory-read-store.js';
import type { ReadStore } from '../../src/read-store/read-store.js';
import type { ReadStoreUnderTest } from '../../src/testing/index.js';

/** An in-memory read store for the contract, by itself or behind what `wrap` makes of each handle; time passes by itself only a little. */
export const inMemoryUnderTest = (
  wrap: (store: ReadStore, builds: InMemoryBuilds) => ReadStore = (store) => store,
): ReadStoreUnderTest => {
  let passed = 0;
  const now = () => new Date(Date.now() + passed).toISOString() as Instant;
  const builds = new InMemoryBuilds({ now });
  return {
    open: async () => wrap(inMemoryReadStore({ builds }), builds),
    pass: async (ms) => void (passed += ms),
  };
};
