/** Waits, until the signal is aborted at the latest. It never rejects. */
export type Sleep = (ms: number, signal: AbortSignal) => Promise<void>;

export const sleep: Sleep = (ms, signal) =>
  new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
      return;
    }
    const wake = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', wake);
      resolve();
    };
    const timer = setTimeout(wake, ms);
    signal.addEventListener('abort', wake);
  });

/** Lets everything else have its turn: timers, and messages that have arrived. */
export const aTurn = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

/** What has arrived by now, and is handed on from promise to promise, is there. Nothing else is waited for. */
export const allArrived = (): Promise<void> =>
  new Promise((resolve) => {
    process.nextTick(resolve);
  });
