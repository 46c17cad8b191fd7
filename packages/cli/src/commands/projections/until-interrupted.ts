/** Aborted at the first SIGINT or SIGTERM; the second one ends the process as usual. */
export const untilInterrupted = (): AbortSignal => {
  const interrupted = new AbortController();
  const stop = (): void => {
    interrupted.abort();
    for (const signal of signals) process.off(signal, stop);
  };
  for (const signal of signals) process.on(signal, stop);
  return interrupted.signal;
};

const signals = ['SIGINT', 'SIGTERM'] as const;
