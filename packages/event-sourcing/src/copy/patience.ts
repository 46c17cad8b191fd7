import { StoreUnavailableError } from '../event-store.js';
import { CopyInterrupted, type Side } from './copy-stopped.js';

/** Waits before another attempt. */
export type BackOff = (attempt: number) => Promise<void>;

const mostAttempts = 30;

/** Waits before the next attempt on a store that did not answer; gives up after as many as a failover may take. */
export const waitFor = async (
  side: Side,
  reason: string,
  attempt: number,
  backOff: BackOff,
): Promise<void> => {
  if (attempt >= mostAttempts) throw new CopyInterrupted(side, reason);
  await backOff(attempt);
};

/** Does it again where the store does not answer. */
export const patiently = async <Value>(
  side: Side,
  work: () => Promise<Value>,
  backOff: BackOff,
): Promise<Value> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof StoreUnavailableError)) throw error;
      await waitFor(side, error.reason, attempt, backOff);
    }
  }
};
