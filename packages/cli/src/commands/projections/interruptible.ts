/**
 * Runs what a person may interrupt: the signal is aborted at the first SIGINT or SIGTERM; the second one ends the process
 * as usual.
 */
export const interruptible = async <Answer>(
  work: (signal: AbortSignal) => Promise<Answer>,
): Promise<Answer> => {
  const interrupted = new AbortController();
  const leave = (): void => {
    for (const signal of signals) process.off(signal, stop);
  };
  const stop = (): void => {
    interrupted.abort();
    leave();
  };
  for (const signal of signals) process.on(signal, stop);
  try {
    return await work(interrupted.signal);
  } finally {
    leave();
  }
};

const signals = ['SIGINT', 'SIGTERM'] as const;
