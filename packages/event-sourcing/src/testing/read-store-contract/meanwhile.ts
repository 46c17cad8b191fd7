import { setImmediate as soon } from 'node:timers/promises';

/** Looks again and again while something is worked on, and once more when it is done. */
export const meanwhile = async (
  work: () => Promise<void>,
  look: () => Promise<void>,
): Promise<void> => {
  const progress = { isOver: false };
  const looking = async (): Promise<void> => {
    while (!progress.isOver) {
      await look();
      await soon();
    }
    await look();
  };
  const working = async (): Promise<void> => {
    try {
      await work();
    } finally {
      progress.isOver = true;
    }
  };
  await Promise.all([working(), looking()]);
};
