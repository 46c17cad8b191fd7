import type { ReadStoreUnderTest } from './read-store-under-test.js';
import { Trial } from './trial.js';

/** One promise of the `ReadStore` port. `run` rejects with node's `AssertionError` where a store breaks it. */
export interface ReadStoreClause {
  readonly name: string;
  readonly run: (subject: ReadStoreUnderTest) => Promise<void>;
}

/** Every run has a model of its own, so that nothing is disturbed and nothing disturbs. */
export const clause = (name: string, prove: (trial: Trial) => Promise<void>): ReadStoreClause => ({
  name,
  run: async (subject) => {
    const trial = new Trial(subject);
    try {
      await prove(trial);
    } finally {
      await trial.end();
    }
  },
});
