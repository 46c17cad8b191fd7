import type { StoreUnderTest } from './store-under-test.js';
import { Trial } from './trial.js';

/** One promise of the `EventStore` port. `run` rejects with node's `AssertionError` where a store breaks it. */
export interface ContractClause {
  readonly name: string;
  readonly run: (subject: StoreUnderTest) => Promise<void>;
}

/** Every run writes in categories of its own, so that nothing is disturbed and nothing disturbs. */
export const clause = (name: string, prove: (trial: Trial) => Promise<void>): ContractClause => ({
  name,
  run: async (subject) => {
    const trial = new Trial(subject.open, subject.plant, subject.deadline ?? 15_000);
    try {
      await prove(trial);
    } finally {
      await trial.end();
    }
  },
});
