import { createContext, Script } from 'node:vm';

/**
 * Runs synchronous work, and interrupts it, wherever it is, after that time. `StoodStill`: the process was
 * at work for less than a tenth of it. It was stopped, the machine asleep or too busy: the time says nothing of the work.
 */
export type UnderDeadline = (work: () => void, ms: number) => 'Ended' | 'Overran' | 'StoodStill';

/**
 * An endless loop never comes back to a timer: only the engine itself can end it, and it does so where it is asked to
 * run a script under a timeout. About 0.1 ms a run, so that it pays for batches.
 */
export const underDeadline: UnderDeadline = (work, ms) => {
  const { world, context, script } = (stage ??= prepared());
  world.work = work;
  const before = process.cpuUsage();
  try {
    script.runInContext(context, { timeout: ms });
    return 'Ended';
  } catch (error) {
    if (!isTimeout(error)) throw error;
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000 < ms / 10 ? 'StoodStill' : 'Overran';
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
