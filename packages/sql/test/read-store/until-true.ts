import { setTimeout as delay } from 'node:timers/promises';

/** Waits for what has to become true, and fails where it does not. */
export const untilTrue = async (isTrue: () => boolean | Promise<boolean>): Promise<void> => {
  const deadline = performance.now() + 20_000;
  while (!(await isTrue())) {
    if (performance.now() > deadline) throw new Error('it did not become true within 20 s');
    await delay(5);
  }
};
