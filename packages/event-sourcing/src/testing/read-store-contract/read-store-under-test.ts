import type { ReadStore } from '../../read-store/read-store.js';

/** What the contract needs of a read store under test. It need not be empty, and others may be using it. */
export interface ReadStoreUnderTest {
  /** A new handle on the data, with a worker's rights. Closing one leaves the others. */
  readonly open: () => Promise<ReadStore>;
  /** A new handle with the rights of those who only query. Left out: `open`. */
  readonly openForQueries?: () => Promise<ReadStore>;
  /** Lets so many milliseconds pass by the store's clock. Left out: waits for them. */
  readonly pass?: (ms: number) => Promise<void>;
  /** Within how many milliseconds every promise must settle. 15,000 if left out. */
  readonly deadline?: number;
}
