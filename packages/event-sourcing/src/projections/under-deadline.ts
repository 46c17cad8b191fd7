import { createContext, Script } from 'node:vm';

/** Runs synchronous work; `false` where it was interrupted, wherever it was, because it took longer than that. */
export type UnderDeadline = (work: () => void, ms: number) => boolean;

/**
 * An endless loop never comes back to a timer: only the engine itself can end it, and it does so where it is asked to
 * run a script under a timeout. About 0.1 ms a run, so that it pays for batches.
 */
export const underDeadline: UnderDeadline = (work, ms) => {
  const { world, context, script } = (stage ??= prepared());
  world.work = work;
  try {
    script.runInContext(context, { timeout: ms });
    return true;
  } catch (error) {
    if (isTimeout(error)) return false;
    throw error;
  } finally {
    world.work = nothing;
  }
};

const nothing = (): void => undefined;

const prepared = () => {
  const world = { work: nothing };
  return { world, context: createContext(world), script: new Script('work()') };
};

let stage: ReturnType<typeof prepared> | undefined;

const isTimeout = (error: unknown): boolean =>
  typeof error === 'object' &&
  error !== null &&
  'code' in error &&
  error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
