const firstMs = 10;
const mostMs = 1000;

/** Waits a random time below a limit that doubles with each attempt ("full jitter"), so that rivals spread out. */
export const fullJitter = (attempt: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, Math.random() * Math.min(mostMs, firstMs * 2 ** attempt));
  });
