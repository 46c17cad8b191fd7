import type { ReadStore } from '../read-store/read-store.js';
import type { HeldLease } from './held-lease.js';
import { reasonOf, type Log } from './log.js';
import type { Ended } from './run-ended.js';

/** Ends a lease as the run ended: given back, or halted for everybody. Where that fails it expires. */
export const giveBack = async (
  readStore: ReadStore,
  held: HeldLease,
  how: Ended,
  log: Log,
): Promise<void> => {
  const { lease } = held;
  const { model, build } = lease.build;
  try {
    switch (how._tag) {
      case 'Halted': {
        const { cause, reason } = how.halt;
        log('error', 'halted', { model, build, cause, reason });
        await held.persist('halting', () => readStore.halt(lease, how.halt));
        break;
      }
      case 'LeaseLost':
        log('warn', 'the lease is lost', { model, build });
        break;
      case 'Stopped':
      case 'Paused':
        log('info', how._tag.toLowerCase(), { model, build });
        await readStore.release(lease);
    }
  } catch (error) {
    log('warn', 'the lease was not given back; it expires', {
      model,
      build,
      reason: reasonOf(error),
    });
  }
};
