import { createContext, Script } from 'node:vm';

/** Runs synchronous work; `false` where it was interrupted, wherever it was, because it took longer than that. */
export type UnderDeadline = (work: () => void, ms: number) => boolean;

/**
 * An endless loop never comes back to a timer: only the engine itself can end it, and it does so where it is asked to
 * run a script under a timeout. About 0.1 ms a run, so that it pays for batches.
 */
export const underDeadline = (): UnderDeadline => {
  const world: { work: () => void } = { work: () => undefined };
  const context = createContext(world);
  const script = new Script('work()');
  return (work, ms) => {
    world.work = work;
    try {
      script.runInContext(context, { timeout: ms });
      return true;
    } catch (error) {
      if (isTimeout(error)) return false;
      throw error;
    } finally {
      world.work = () => undefined;
    }
  };
};

const isTimeout = (error: unknown): boolean =>
  typeof error === 'object' &&
  error !== null &&
  'code' in error &&
  error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
